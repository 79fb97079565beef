import { useEffect, useRef } from 'preact/hooks'
import { Icon } from '../marks/icon.js'

export interface SearchBoxProps {
  search: string
  /** `isFirst`: what was typed first, so that one step back empties the box. */
  onChange: (search: string, isFirst: boolean) => void
}

const PAUSE_MS = 200

/** Searches while one types, after a pause. */
export function SearchBox({ search, onChange }: SearchBoxProps) {
  const input = useRef<HTMLInputElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const asked = useRef(search)
  const isTyping = useRef(false)
  useEffect(() => {
    // The address changed by something else, such as a step back.
    if (input.current && search !== asked.current) input.current.value = search
    asked.current = search
  }, [search])
  useEffect(() => () => clearTimeout(timer.current), [])
  const askNow = () => {
    clearTimeout(timer.current)
    const text = input.current?.value.trim() ?? ''
    if (text === asked.current) return
    asked.current = text
    onChange(text, !isTyping.current)
    isTyping.current = true
  }
  return (
    <search class="search">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          askNow()
        }}
      >
        <Icon name="search" />
        <input
          ref={input}
          type="search"
          id="search"
          defaultValue={search}
          placeholder="Number, agent, id, or words of the transcript"
          aria-label="Search calls: number, agent, id, or words of the transcript"
          aria-keyshortcuts="/"
          autocomplete="off"
          spellcheck={false}
          onInput={() => {
            clearTimeout(timer.current)
            timer.current = setTimeout(askNow, PAUSE_MS)
          }}
          onBlur={() => {
            isTyping.current = false
          }}
          onKeyDown={({ key, currentTarget }) => {
            if (key === 'Escape' && currentTarget.value === '') currentTarget.blur()
          }}
        />
      </form>
    </search>
  )
}
