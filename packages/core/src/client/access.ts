import type { TransportOptions } from '../transport/transport.js'

/**
 * What an account lends to requests for an address that the platform named, such as a recording's; see `openAddress`: the credentials as headers,
 * what identifies the account, and its options. A function, because whatever prints a source would print these with its members.
 */
export type Access = () => readonly [headers: Readonly<Record<string, string>>, account: string, options: TransportOptions]
