// Firefox makes no element taller than some 17.8 million pixels, Chromium none than 33.5 million.
const TALLEST = 15_000_000

/** How far rows are apart from what a scroll bar can tell: above a height that browsers allow, a pixel of the bar is several of the rows. */
export interface ScaledScroll {
  /** Of the element that is scrolled. */
  readonly height: number
  readonly isScaled: boolean
  /** Where in the rows an offset of the bar is. */
  toRows(scrollTop: number): number
  /** The offset of the bar that shows a place of the rows. */
  toBar(offset: number): number
}

export function scaledScroll(rowsHeight: number, viewHeight: number, tallest = TALLEST): ScaledScroll {
  const height = Math.min(rowsHeight, tallest)
  const room = height - viewHeight
  const scale = height === rowsHeight || room <= 0 ? 1 : (rowsHeight - viewHeight) / room
  return { height, isScaled: scale !== 1, toRows: (scrollTop) => scrollTop * scale, toBar: (offset) => offset / scale }
}
