import { SyncError } from '../../sync-error.js'

/** An address as it may be shown: who, where and which database, without a password or settings. */
export function shownAddress(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined
  // What follows a `#` that was not encoded would be taken for a fragment, and a part of a password for a host.
  if (url?.hash !== '') {
    throw new SyncError(
      'The address of the Postgres database cannot be read. It has to look like postgres://user:password@host:5432/database, with # / ? @ and : in a password written as %23 %2F %3F %40 and %3A.',
      'usage',
    )
  }
  const host = url.host || url.searchParams.get('host') || ''
  const user = url.username === '' ? '' : `${url.username}@`
  return `postgres://${user}${host}${url.pathname}`
}
