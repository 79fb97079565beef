import { usePageAddress } from './address/use-page-address.js'
import { Explorer } from './explorer.js'
import { useLiveState } from './live/use-live-state.js'
import { Notice } from './notices/notice.js'

/** The page; until it knows what there is, or if it may not know, a sentence. */
export function App() {
  const used = usePageAddress()
  const { state, error } = useLiveState()
  const trouble = error && <Notice>{error.message}</Notice>
  if (state !== null) return <Explorer state={state} used={used} trouble={trouble} />
  return (
    <main class="blank">
      <h1 class="unseen">Calls</h1>
      {trouble ?? <p class="muted">Loading…</p>}
    </main>
  )
}
