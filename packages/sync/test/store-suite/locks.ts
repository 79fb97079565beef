import { openStore, type Store } from '@callspec/sync'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startProcess } from '../processes/start-process.ts'
import type { TestStores } from '../stores.ts'

export function lockTests(stores: () => TestStores): void {
  let store: Store
  let address: string

  beforeEach(async () => {
    address = await stores().address()
    store = await openStore(address)
  })
  afterEach(() => store.close())

  test('a source is one program’s at a time, and the next one is told who has it', async () => {
    const other = await openStore(address)
    const first = await store.lock('butter')
    const holders: string[] = []
    let taken = false
    const second = other.lock('butter', { onWait: (holder) => holders.push(holder) }).then((lock) => {
      taken = true
      return lock
    })
    await expect.poll(() => holders).toEqual([`process ${process.pid}`])
    expect(taken).toBe(false)
    await store.transaction((statements) => first.check(statements))
    await first.release()
    const lock = await second
    await other.transaction((statements) => lock.check(statements))
    await lock.release()
    await other.close()
  })

  test('sources do not wait for each other', async () => {
    const locks = await Promise.all(['one', 'two', 'three'].map((source) => store.lock(source)))
    for (const lock of locks) await store.transaction((statements) => lock.check(statements))
    for (const lock of locks) await lock.release()
  })

  test('what a killed program held is free at once', async () => {
    const holder = startProcess('hold-lock.ts', { address, source: 'butter' })
    expect(await holder.message()).toBe('held')
    const holders: string[] = []
    const waiting = store.lock('butter', { onWait: (who) => holders.push(who) })
    await expect.poll(() => holders).toEqual([`process ${holder.child.pid}`])
    holder.child.kill('SIGKILL')
    await holder.exit
    const lock = await waiting
    await lock.release()
  })

  test('whoever stops waiting has no lock, and leaves it to others', async () => {
    const lock = await store.lock('butter')
    const controller = new AbortController()
    const waiting = store.lock('butter', { signal: controller.signal, onWait: () => controller.abort(new Error('enough')) })
    await expect(waiting).rejects.toThrow('enough')
    await lock.release()
    const next = await store.lock('butter')
    await next.release()
  })
}
