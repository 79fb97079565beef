import { providers } from '@callspec/all'
import { startSimulator } from '@callspec/simulator'
import { openCopy, openStore, sync } from '@callspec/sync'
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
    await expect.poll(activity, { timeout: 20_000 }).toMatchObject({ source: 'butter', state: 'syncing', calls: 200 })
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
}
