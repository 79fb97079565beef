import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serveExplorer } from '@callspec/explorer'
import { openCopy, openStore } from '@callspec/sync'
import { expect, test } from 'vitest'

test('the page comes without the token, and data only with it', async () => {
  const store = await openStore(join(mkdtempSync(join(tmpdir(), 'callspec-')), 'calls.db'))
  const explorer = await serveExplorer(await openCopy(store))
  try {
    const { origin, hash } = new URL(explorer.address)
    const token = hash.replace('#token=', '')
    expect((await fetch(origin)).status).toBe(200)
    expect((await fetch(`${origin}/api/state`)).status).toBe(401)
    expect((await fetch(`${origin}/api/state`, { headers: { authorization: `Bearer ${token}` } })).status).toBe(200)
  } finally {
    await explorer.close()
    await store.close()
  }
})
