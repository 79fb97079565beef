import { useId, useRef, useState } from 'preact/hooks'

export interface BrushProps {
  label: string
  /** One for each bar, of equal width: what it is, in words. */
  options: readonly { text: string; isSelected: boolean }[]
  /** Says how to choose while nothing is hovered. */
  hint: string
  /** Receives the first and the last bar, which are chosen. */
  onPick: (first: number, last: number) => void
}

/**
 * Lies over bars and chooses a range of them: by dragging, a click, or the keyboard, where arrows move, Shift extends and Enter takes it. To screen
 * readers it is a list of which several neighbours can be selected.
 */
export function Brush({ label, options, hint, onPick }: BrushProps) {
  const id = useId()
  const area = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState<number | null>(null)
  const [anchor, setAnchor] = useState<number | null>(null)
  const [isDragging, setDragging] = useState(false)
  const last = options.length - 1
  const [from, to] = [Math.min(anchor ?? -1, active ?? -1), Math.max(anchor ?? -1, active ?? -1)]

  const indexAt = (event: PointerEvent) => {
    const { left, width } = area.current!.getBoundingClientRect()
    return Math.max(0, Math.min(last, Math.floor(((event.clientX - left) / width) * options.length)))
  }
  const leave = () => {
    setDragging(false)
    setAnchor(null)
    setActive(null)
  }
  const pick = (first: number, end: number) => {
    leave()
    onPick(first, end)
  }
  const move = (index: number, extends_: boolean) => {
    const next = Math.max(0, Math.min(last, index))
    setAnchor(extends_ ? (anchor ?? active ?? next) : null)
    setActive(next)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const at =
      active ??
      Math.max(
        0,
        options.findIndex(({ isSelected }) => isSelected),
      )
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: last }[event.key]
    if (to !== undefined) move(active === null ? at : to, event.shiftKey)
    else if ((event.key === 'Enter' || event.key === ' ') && active !== null)
      pick(Math.min(anchor ?? active, active), Math.max(anchor ?? active, active))
    else if (event.key === 'Escape' && (active !== null || anchor !== null)) leave()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <>
      <div
        ref={area}
        class="brush"
        role="listbox"
        aria-label={label}
        aria-multiselectable="true"
        aria-activedescendant={active === null ? undefined : `${id}-${active}`}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onBlur={leave}
        onPointerDown={(event) => {
          if (event.button !== 0) return
          event.currentTarget.setPointerCapture(event.pointerId)
          setDragging(true)
          setAnchor(indexAt(event))
          setActive(indexAt(event))
        }}
        onPointerMove={(event) => setActive(indexAt(event))}
        onPointerUp={(event) => {
          if (isDragging && anchor !== null) pick(Math.min(anchor, indexAt(event)), Math.max(anchor, indexAt(event)))
        }}
        // The finger scrolls the page after all.
        onPointerCancel={leave}
        onPointerLeave={() => !isDragging && setActive(null)}
      >
        {options.map(({ text, isSelected }, index) => (
          <div
            key={`${index} ${text}`}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-label={text}
            aria-selected={isSelected}
            class={index === active ? 'is-active' : undefined}
            data-brushed={anchor !== null && index >= from && index <= to}
            style={{ left: `${(100 * index) / options.length}%`, width: `${100 / options.length}%` }}
          />
        ))}
      </div>
      <p class="readout">{readout(options, active, anchor) ?? hint}</p>
    </>
  )
}

function readout(options: BrushProps['options'], active: number | null, anchor: number | null): string | null {
  if (active === null) return null
  const text = options[active]?.text ?? null
  return anchor === null || anchor === active
    ? text
    : `${options[Math.min(anchor, active)]?.text} … ${options[Math.max(anchor, active)]?.text}`
}
