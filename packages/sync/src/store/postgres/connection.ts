import { hostname } from 'node:os'
import pg from 'pg'
import { VALUE_TYPES } from './value-types.js'

/** How long to wait for a server that does not answer. */
const CONNECT_MS = 30_000

/** What every connection is made with. Whatever the address says goes before it. */
export const connectionOptions = (address: string) => ({
  connectionString: address,
  application_name: `callspec process ${process.pid} on ${hostname()}`.slice(0, 63),
  connectionTimeoutMillis: CONNECT_MS,
  keepAlive: true,
  types: VALUE_TYPES,
})

/**
 * Sets what statements rely on: stamps in UTC, and names in the first schema of the search path alone, where tables of other schemas do not answer
 * for those that are missing. A host that vanishes without a word is noticed, and its locks are free, after a minute and a half.
 */
const SESSION = `SELECT set_config('search_path', quote_ident(current_schema()), false), set_config('TimeZone', 'UTC', false),
set_config('DateStyle', 'ISO', false), set_config('standard_conforming_strings', 'on', false), set_config('tcp_keepalives_idle', '60', false),
set_config('tcp_keepalives_interval', '10', false), set_config('tcp_keepalives_count', '3', false)`

export async function setUp(client: pg.ClientBase): Promise<void> {
  // A connection that is cut between two statements is told by the next one; without a listener it would end the process.
  client.on('error', () => undefined)
  await client.query(SESSION)
}

/** A connection of its own. */
export async function connect(address: string): Promise<pg.Client> {
  const client = new pg.Client(connectionOptions(address))
  client.on('error', () => undefined)
  await client.connect()
  try {
    await setUp(client)
  } catch (error) {
    await client.end()
    throw error
  }
  return client
}
