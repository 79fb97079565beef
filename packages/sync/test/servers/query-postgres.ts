import pg from 'pg'

/** The rows that a statement gives, each as the list of its values. */
export async function queryPostgres(connectionString: string, sql: string): Promise<unknown[][]> {
  const client = new pg.Client({ connectionString })
  // A connection that the server cuts later is no failure of the process.
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<unknown[]>({ text: sql, rowMode: 'array' })).rows
  } finally {
    await client.end()
  }
}
