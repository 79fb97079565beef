/** What stands where calls would be while the copy has none. */
export function EmptyCopy({ address, hasSources }: { address: string; hasSources: boolean }) {
  return (
    <section class="empty" aria-labelledby="empty-copy">
      <h2 id="empty-copy">This copy has no calls yet</h2>
      <p>
        {hasSources
          ? 'Its sources brought none so far. Once a sync brings some, they appear here by themselves.'
          : 'Nothing was synced into it so far. Fill it in another terminal; what comes appears here by itself:'}
      </p>
      {!hasSources && <pre>callspec sync --to {address}</pre>}
      <p class="muted">
        To look around without an account, run <code>callspec explore --demo</code>.
      </p>
    </section>
  )
}
