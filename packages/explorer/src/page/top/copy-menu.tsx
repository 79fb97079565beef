import { useState } from 'preact/hooks'
import { copyAsCode } from '../../api/copy-as-code.js'
import { type CopiedQuery, copyAsCommand } from '../../api/copy-as-command.js'
import { Popover } from '../controls/popover.js'
import { Icon } from '../marks/icon.js'

/** The query as a command and as code, to go on with elsewhere. */
export function CopyMenu({ query }: { query: CopiedQuery }) {
  return (
    <Popover
      button={
        <>
          <Icon name="copy" />
          <span class="wide">Copy as</span>
        </>
      }
      label="Copy as command or as code"
    >
      {() => (
        <div class="copy-as">
          <Snippet title="Copy as command" text={copyAsCommand(query)} />
          <Snippet title="Copy as code" text={copyAsCode(query)} />
        </div>
      )}
    </Popover>
  )
}

function Snippet({ title, text }: { title: string; text: string }) {
  const [told, setTold] = useState('')
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setTold('Copied'),
      () => setTold('The browser does not allow it: select the text instead.'),
    )
  return (
    <section>
      <button type="button" class="button" onClick={copy}>
        <Icon name="copy" />
        {title}
      </button>
      <span role="status" class="muted">
        {told}
      </span>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys */}
      <pre tabIndex={0}>{text}</pre>
    </section>
  )
}
