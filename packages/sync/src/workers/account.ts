/** What an account needs of a source; see `Source`. */
export interface AccountSource {
  readonly id: string
  readonly baseUrl: string
  /** Distinguishes credentials, without telling any. */
  readonly account: string
  /** Removes the credentials from a text. */
  readonly mask?: (text: string) => string
}

/** The sources that share a host and a credential, and so its limits: one worker at a time reads them. */
export interface Account<Its extends AccountSource = AccountSource> {
  /** `api.example.com/1a2b`; with one key, two hosts are two accounts. It tells nothing about the key. */
  readonly id: string
  readonly sources: readonly Its[]
}

/**
 * Makes a pass of an account, or goes on with one that was interrupted. Rejects if the signal stopped it, or the pass failed; resolves only if
 * it is whole.
 */
export type RunPass<Its extends AccountSource> = (account: Account<Its>, signal: AbortSignal) => Promise<void>

/** The accounts of sources, in the order of their first source. */
export function accountsOf<Its extends AccountSource>(sources: readonly Its[]): Account<Its>[] {
  const byId = Map.groupBy(sources, ({ baseUrl, account }) => `${new URL(baseUrl).host}/${account}`)
  return Array.from(byId, ([id, its]) => ({ id, sources: its }))
}
