/** A horizontal bar as wide as its share of the longest, in parts. */
export function BarLine({
  parts,
  of,
}: {
  parts: readonly { fill: string; value: number; onClick?: (() => void) | undefined }[]
  of: number
}) {
  let at = 0
  return (
    <svg class="bar-line" aria-hidden="true" width="100%" height="10">
      {parts.map(({ fill, value, onClick }) => {
        const width = of > 0 ? (100 * value) / of : 0
        const x = at
        at += width
        return width > 0 ? (
          // biome-ignore lint/a11y/noStaticElementInteractions: buttons beside the bar do the same for the keyboard
          <rect key={fill} x={`${x}%`} width={`${width}%`} height="10" fill={fill} onClick={onClick} />
        ) : null
      })}
    </svg>
  )
}
