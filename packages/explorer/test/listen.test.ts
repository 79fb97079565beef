import { serveExplorer } from '@callspec/explorer'
import { openCopy, openStore } from '@callspec/sync'
import { expect, test } from 'vitest'
import { newCopy } from './page/small-copy.ts'

test('a copy has its port each time, in which the browser keeps views, and another one beside it if that is taken', async () => {
  const file = newCopy()
  const store = await openStore(file)
  const copy = await openCopy(file)
  const portsOf = async (count: number) => {
    const explorers = []
    for (let index = 0; index < count; index++) explorers.push(await serveExplorer(copy))
    const ports = explorers.map(({ address }) => new URL(address).port)
    await Promise.all(explorers.map((explorer) => explorer.close()))
    return ports
  }
  const [port, other] = await portsOf(2)
  expect(other).not.toBe(port)
  expect(await portsOf(1)).toEqual([port])
  const any = await serveExplorer(copy, { port: 0 })
  expect(new URL(any.address).port).not.toBe(port)
  await any.close()
  await copy.close()
  await store.close()
})
