import { useState } from 'preact/hooks'
import { CopyButton } from './copy-button.js'

/** Beyond this, to colour a text takes longer than one waits gladly. */
const COLOURED = 200_000

/** JSON as it came, folded until somebody wants to see it. */
export function RawText({ title, text }: { title: string; text: string }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <details class="raw" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {isOpen && (
        <>
          <div class="raw-copy">
            <CopyButton text={text} name={title.toLowerCase()} />
          </div>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard */}
          <pre tabIndex={0}>{text.length > COLOURED ? text : <Coloured text={text} />}</pre>
        </>
      )}
    </details>
  )
}

const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g

/** Names, texts and numbers, each in a colour of its own. */
function Coloured({ text }: { text: string }) {
  const parts = []
  let at = 0
  for (const match of text.matchAll(TOKEN)) {
    const [whole, quoted, colon] = match
    const token = quoted ?? whole
    parts.push(text.slice(at, match.index))
    parts.push(
      <span key={match.index} class={quoted === undefined ? 'json-value' : colon === undefined ? 'json-text' : 'json-name'}>
        {token}
      </span>,
    )
    at = match.index + token.length
  }
  return (
    <code>
      {parts}
      {text.slice(at)}
    </code>
  )
}
