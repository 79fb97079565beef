import { elementScroll, observeElementRect, type VirtualItem, Virtualizer } from '@tanstack/virtual-core'
import type { RefObject } from 'preact'
import { useCallback, useLayoutEffect, useReducer, useState } from 'preact/hooks'
import { scaledScroll } from './scaled-scroll.js'

type Rows = Virtualizer<HTMLDivElement, HTMLDivElement>

export interface VirtualRows {
  items: VirtualItem[]
  /** Of the element that holds the rows. */
  height: number
  /** What a row's place in the rows has to be moved by to be where it is seen. */
  shift: number
  /** Rows that fit the view. */
  perView: number
  /** Scrolls as far as a row needs to be seen. */
  show(index: number): void
  scrollToTop(): void
}

export interface VirtualRowsOptions {
  scroller: RefObject<HTMLDivElement | null>
  count: number
  rowHeight: number
  /** What stands still above the rows. */
  headHeight: number
}

/** The rows that are to be drawn, of any number of them. */
export function useVirtualRows({ scroller, count, rowHeight, headHeight }: VirtualRowsOptions): VirtualRows {
  const [, redraw] = useReducer((drawn: number) => drawn + 1, 0)
  // Other functions would make it count a million rows again.
  const estimateSize = useCallback(() => rowHeight, [rowHeight])
  const [{ held, observeElementOffset, onChange }] = useState(() => {
    const held = { scaled: scaledScroll(0, 0) }
    return {
      held,
      onChange: () => redraw(undefined),
      // The bar's offsets are the rows' own ones, scaled.
      observeElementOffset: ({ scrollElement }: Rows, tell: (offset: number, isScrolling: boolean) => void) => {
        if (!scrollElement) return
        const onScroll = () => {
          tell(held.scaled.toRows(scrollElement.scrollTop), false)
          // Scaled rows move by themselves, also while they stay the same ones.
          if (held.scaled.isScaled) redraw(undefined)
        }
        scrollElement.addEventListener('scroll', onScroll, { passive: true })
        return () => scrollElement.removeEventListener('scroll', onScroll)
      },
    }
  })
  const [virtualizer] = useState<Rows>(() => new Virtualizer(options()))

  function options() {
    return {
      count,
      estimateSize,
      overscan: 8,
      getScrollElement: () => scroller.current,
      observeElementRect,
      observeElementOffset,
      scrollToFn: elementScroll,
      onChange,
    }
  }

  const viewHeight = Math.max(0, (virtualizer.scrollRect?.height ?? 0) - headHeight)
  held.scaled = scaledScroll(count * rowHeight, viewHeight)
  virtualizer.setOptions(options())
  useLayoutEffect(() => virtualizer._didMount(), [virtualizer])
  useLayoutEffect(() => virtualizer._willUpdate())
  // Other heights are other places of every row.
  // Measured again only when the height changes.
  useLayoutEffect(() => virtualizer.measure(), [rowHeight])

  const scrollTop = scroller.current?.scrollTop ?? 0
  const { scaled } = held
  return {
    items: virtualizer.getVirtualItems(),
    height: scaled.height,
    shift: scrollTop - scaled.toRows(scrollTop),
    perView: Math.max(1, Math.floor(viewHeight / rowHeight)),
    show(index) {
      const element = scroller.current
      if (!element) return
      const top = scaled.toRows(element.scrollTop)
      const start = index * rowHeight
      if (start < top) element.scrollTop = scaled.toBar(start)
      else if (start + rowHeight > top + viewHeight) element.scrollTop = scaled.toBar(start + rowHeight - viewHeight)
    },
    scrollToTop() {
      if (scroller.current) scroller.current.scrollTop = 0
    },
  }
}
