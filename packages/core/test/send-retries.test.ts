import { expect, test } from 'vitest'
import { createProviderClient } from '../src/index.js'
import { type AcmePaths, acme, credentials } from './acme.js'
import { startServer } from './server.js'

test('A single read can be sent with fewer tries than the client makes', async () => {
  await using server = await startServer((response) => void response.writeHead(503, { 'retry-after': '0' }).end('{}'))
  const client = createProviderClient<AcmePaths, typeof acme>(acme, { ...credentials, baseUrl: server.origin, retries: 3 })
  await expect(client.send('GET', '/calls', { retries: 0 })).rejects.toMatchObject({ code: 'server', status: 503 })
  expect(server.received).toHaveLength(1)
})
