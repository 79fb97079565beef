import { SyncError } from '../../sync-error.js'

/** What to do, by Postgres's own codes of errors or those of the system. */
const ADVICE: Readonly<Record<string, string>> = {
  '3D000': 'Create it, with UTF8 as its encoding, and sync again.',
  '28P01': 'Check user and password.',
  '28000': 'Check user and password, and what the server allows.',
  '42P07': 'The schema has tables of somebody else; name one of its own: ?options=-csearch_path%3Dname',
  '42501': 'Let a role with that right own the tables.',
  '53100': 'Make room on its disk; the next sync goes on from the last page that was written.',
  '53300': 'It has too many connections: each sync needs one for every source and one for each that is written.',
  '25006': 'Name the server that takes writes.',
  ENOTFOUND: 'Check the name of the host.',
  ECONNREFUSED: 'Check host and port, and that the server runs.',
}

/** Ways in which a server or the network ends a connection. */
const CUT = /^(57P0\d|08\w{3}|ECONNRESET|EPIPE|ETIMEDOUT)$/

/** An error of the database in one line; `pg` shows no password in it. */
export function postgresProblem(error: unknown, address: string): SyncError {
  // Node's and pg's own errors are errors. One that collects several, such as of a host with two addresses, has no message.
  const { code = '', message, errors } = error as Error & { code?: string; errors?: Error[] }
  const what = (message || errors?.map((each) => each.message).join(', ') || code || 'unknown').replace(/\s+/g, ' ').trim()
  const advice = ADVICE[code] ?? (isCut(code, what) ? 'The next sync goes on from the last page that was written.' : '')
  return new SyncError(`${address}: ${what.replace(/\.$/, '')}. ${advice}`.trim(), 'store', { cause: error })
}

const isCut = (code: string, message: string) => CUT.test(code) || /^Connection terminated|not queryable/.test(message)
