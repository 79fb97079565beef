import { useEffect, useState } from 'preact/hooks'
import { Icon } from '../marks/icon.js'

const SHOWN_MS = 1500

/** Copies a text, and says so. */
export function CopyButton({ text, name }: { text: string; name: string }) {
  const [said, setSaid] = useState<'Copied' | 'Not allowed' | null>(null)
  useEffect(() => {
    if (said === null) return
    const timer = setTimeout(() => setSaid(null), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [said])
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setSaid('Copied'),
      () => setSaid('Not allowed'),
    )
  return (
    <>
      <button type="button" class="copy" aria-label={`Copy ${name}`} title={`Copy ${name}`} onClick={copy}>
        <Icon name={said === 'Copied' ? 'check' : 'copy'} />
      </button>
      <span class={said === 'Not allowed' ? 'muted' : 'unseen'} role="status">
        {said}
      </span>
    </>
  )
}
