import { nice, ticks } from 'd3-array'
import type { ComponentChildren } from 'preact'
import { compactText } from './measure-text.js'

export interface Bar {
  key: string
  /** From the bottom up. */
  parts: readonly { fill: string; value: number }[]
  /** Outside of what is chosen. */
  isFaint?: boolean
  /** Below the axis; `null`: nothing. */
  label: string | null
}

export interface BarsProps {
  bars: readonly Bar[]
  /** Over the bars: what is hovered and dragged. */
  children?: ComponentChildren
}

const HEIGHT = 150
/** Of so many bars, each has room for its number. */
const FEW = 18
const FEW_ON_A_PHONE = 9

/**
 * Stacked bars as SVG whose widths are shares of its own: they fit any width, on paper too, without a script that measures, and patterns and
 * letters keep their size.
 */
export function Bars({ bars, children }: BarsProps) {
  const totals = bars.map(({ parts }) => parts.reduce((sum, { value }) => sum + value, 0))
  const [, top] = nice(0, Math.max(1, ...totals), 4)
  const y = (value: number) => HEIGHT - (value / top) * HEIGHT
  const step = 100 / bars.length
  const totalPlace = (index: number, top: number) => ({ left: `${step * index}%`, width: `${step}%`, top: `${top - 15}px` })
  const lines = ticks(0, top, 4).filter(Number.isInteger)
  return (
    <div class={bars.length > FEW_ON_A_PHONE ? 'bars has-many' : 'bars'}>
      <div class="bars-plot" style={{ height: `${HEIGHT}px` }}>
        <svg width="100%" height={HEIGHT} aria-hidden="true">
          {lines.map((value) => (
            <line key={value} class="grid-line" x1="0" x2="100%" y1={y(value)} y2={y(value)} />
          ))}
          {bars.map(({ key, parts, isFaint }, index) => (
            <g key={key} class={isFaint ? 'is-faint' : undefined}>
              {stacked(parts).map(({ fill, from, to }) => (
                <rect
                  key={fill}
                  x={`${step * (index + 0.08)}%`}
                  width={`${step * 0.84}%`}
                  y={y(to)}
                  // What is there is seen, be it one of a million.
                  height={Math.max(1, y(from) - y(to))}
                  fill={fill}
                />
              ))}
            </g>
          ))}
        </svg>
        {lines.map((value) => (
          <span key={value} class="tick" aria-hidden="true" style={{ top: `${y(value)}px` }}>
            {compactText(value)}
          </span>
        ))}
        {bars.length <= FEW &&
          totals.map((total, index) => (
            <span key={bars[index]?.key} class="bar-total" aria-hidden="true" style={totalPlace(index, y(total))}>
              {total > 0 && compactText(total)}
            </span>
          ))}
        {children}
      </div>
      <div class="axis" aria-hidden="true">
        {bars.map(
          ({ key, label }, index) =>
            label && (
              // Near the end there is no room to the right of its mark.
              <span key={key} class={index > bars.length * 0.88 ? 'is-last' : undefined} style={{ left: `${step * index}%` }}>
                {label}
              </span>
            ),
        )}
      </div>
    </div>
  )
}

function stacked(parts: Bar['parts']) {
  let from = 0
  return parts.flatMap(({ fill, value }) => {
    if (value === 0) return []
    const part = { fill, from, to: from + value }
    from = part.to
    return [part]
  })
}

/** Every which of so many bars has a label: with six of them, each has room for a day on a telephone too. */
export const labelEvery = (bars: number): number => Math.max(1, Math.ceil(bars / 6))
