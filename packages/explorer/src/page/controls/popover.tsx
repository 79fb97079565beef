import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef, useState } from 'preact/hooks'

export interface PopoverProps {
  /** What the button shows. */
  button: ComponentChildren
  /** What the button is called where it shows no words. */
  label?: string | undefined
  class?: string | undefined
  /** Drawn only while it is open; closes it with `close`. */
  children: (close: () => void) => ComponentChildren
}

/** A button and what it opens beside itself. A click elsewhere and Escape close it. */
export function Popover({ button, label, class: name = 'button', children }: PopoverProps) {
  const id = useId()
  const opener = useRef<HTMLButtonElement>(null)
  const panel = useRef<HTMLDivElement>(null)
  const [isOpen, setIsOpen] = useState(false)
  useEffect(() => {
    const element = panel.current
    const onToggle = (event: ToggleEvent) => setIsOpen(event.newState === 'open')
    element?.addEventListener('beforetoggle', onToggle)
    return () => element?.removeEventListener('beforetoggle', onToggle)
  }, [])
  useEffect(() => {
    if (!isOpen || !panel.current || !opener.current) return
    place(panel.current, opener.current)
    panel.current.querySelector<HTMLElement>('[autofocus], button, input, select, a')?.focus()
  }, [isOpen])
  return (
    <>
      <button type="button" ref={opener} class={name} popovertarget={id} aria-expanded={isOpen} aria-label={label} title={label}>
        {button}
      </button>
      <div id={id} ref={panel} class="popover" popover="auto">
        {isOpen && children(() => panel.current?.hidePopover())}
      </div>
    </>
  )
}

const EDGE = 8

/** Below the button, or above where there is more room; always wholly on the screen. */
function place(panel: HTMLElement, opener: HTMLElement): void {
  const from = opener.getBoundingClientRect()
  const below = innerHeight - from.bottom
  const isAbove = below < Math.min(panel.scrollHeight, 240) && from.top > below
  panel.style.left = `${Math.max(EDGE, Math.min(from.left, innerWidth - panel.offsetWidth - EDGE))}px`
  panel.style.maxHeight = `${(isAbove ? from.top : below) - 2 * EDGE}px`
  panel.style.top = isAbove ? 'auto' : `${from.bottom + 4}px`
  panel.style.bottom = isAbove ? `${innerHeight - from.top + 4}px` : 'auto'
}
