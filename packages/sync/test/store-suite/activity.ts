import { providers } from '@callspec/all'
import { startSimulator } from '@callspec/simulator'
import { openCopy, openStore, type SyncEvent, sync } from '@callspec/sync'
import { expect, test } from 'vitest'
import { startProcess } from '../processes/start-process.ts'
import type { TestStores } from '../stores.ts'

export function activityTests(stores: () => TestStores): void {
  test('a copy tells what its syncs do, whatever process makes them: one under way, stopped, failed, and none', async () => {
    const address = await stores().address()
    const simulator = await startSimulator('butter', { calls: 300 })
    const { apiKey = '' } = simulator.credentials
    const account = { apiKey, baseUrl: simulator.baseUrl }
    await (await openStore(address)).close()
    const copy = await openCopy(address)
    const activity = async () => (await copy.activity())[0]
    expect(await copy.activity()).toEqual([])
    simulator.fault({ fault: 'headers-stalled', at: [3] })
    const { child, exit } = startProcess('run-sync.ts', { address, ...account })
    await expect.poll(activity).toMatchObject({ source: 'butter', state: 'syncing', calls: 200 })
    child.kill('SIGKILL')
    await exit
    await expect.poll(activity).toMatchObject({ state: 'stopped', calls: 200, error: null })
    simulator.clearFaults()
    simulator.fault({ fault: '403-html' })
    const store = await openStore(address)
    const source = providers.butter({ ...account, rateLimit: null })
    await sync([source], store)
    expect(await activity()).toMatchObject({ state: 'failed', error: expect.stringContaining('403') })
    simulator.clearFaults()
    await sync([source], store)
    expect(await activity()).toMatchObject({ state: 'idle', error: null, waitsUntil: null })
    await store.close()
    await copy.close()
    await simulator.close()
  })

  test('a copy tells what a sync waits for, how far it is, and so do its events', async () => {
    const address = await stores().address()
    const store = await openStore(address)
    const copy = await openCopy(address)
    const simulator = await startSimulator('zudu', { calls: 250 })
    const { apiKey = '', apiSecret = '' } = simulator.credentials
    const limits = { concurrency: 1, rateLimit: { requests: 2, perSeconds: 3 } }
    const source = providers.zudu({ apiKey, apiSecret, baseUrl: simulator.baseUrl, ...limits })
    const told: SyncEvent[] = []
    const syncing = sync([source], store, { onEvent: (event) => told.push(event) })
    await expect
      .poll(async () => (await copy.activity())[0])
      .toEqual({
        source: 'zudu',
        state: 'waiting',
        calls: 200,
        total: 250,
        waitsUntil: expect.stringMatching(/^\d{4}-/),
        waitsFor: '2 requests in 3 s',
        error: null,
        at: expect.stringMatching(/^\d{4}-/),
      })
    await syncing
    const waits = { type: 'waiting-for', source: 'zudu', until: expect.any(String), because: '2 requests in 3 s' }
    expect(told.filter(({ type }) => type === 'waiting-for')).toEqual([waits])
    expect(told.find(({ type }) => type === 'page')).toEqual({
      type: 'page',
      source: 'zudu',
      calls: 100,
      written: 100,
      total: 250,
    })
    expect(await copy.activity()).toMatchObject([{ state: 'idle', calls: 250, total: 250, waitsUntil: null, waitsFor: null }])
    await copy.close()
    await store.close()
    await simulator.close()
  })
}
