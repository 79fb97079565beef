import { openStore, type Store } from '@callspec/sync'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeTurns } from '../../src/calls/write-calls.ts'
import type { TestStores } from '../stores.ts'

const QUERIES = {
  sqlite:
    'SELECT turns.key, turns.position FROM turns_text JOIN turns ON turns.rowid = turns_text.rowid WHERE turns_text MATCH $1 ORDER BY 1, 2',
  postgres:
    "SELECT key, position FROM turns WHERE to_tsvector('simple', left(text, 100000)) @@ plainto_tsquery('simple', $1) ORDER BY 1, 2",
}

export function fullTextTests(stores: () => TestStores): void {
  let store: Store

  beforeEach(async () => {
    store = await openStore(await stores().address())
  })
  afterEach(() => store.close())

  const find = (word: string) => store.all(QUERIES[store.dialect], [word])
  const turn = (text: string) => ({ speaker: 'customer', text, at: null, offsetSeconds: null }) as const

  test('words are found in turns, also after turns were replaced or deleted', async () => {
    await writeTurns(store, [
      { key: 'butter/one', turns: [turn('Hello'), turn('I want a REFUND, please.')] },
      { key: 'butter/two', turns: [turn('Die Rückerstattung für Zoë')] },
    ])
    expect(await find('refund')).toEqual([['butter/one', 1]])
    expect(await find('rückerstattung')).toEqual([['butter/two', 0]])
    await writeTurns(store, [{ key: 'butter/one', turns: [turn('No, an exchange')] }])
    expect(await find('refund')).toEqual([])
    expect(await find('exchange')).toEqual([['butter/one', 0]])
    await store.run('DELETE FROM turns WHERE key IN $1', [['butter/one', 'butter/two']])
    expect(await find('exchange')).toEqual([])
  })

  test('a turn of more words than an index takes is kept', async () => {
    const words = Array.from({ length: 300_000 }, (_, number) => `word${number}`).join(' ')
    await writeTurns(store, [{ key: 'butter/long', turns: [turn(words)] }])
    expect(await store.all('SELECT length(text) FROM turns')).toEqual([[words.length]])
    expect(await find('word77')).toEqual([['butter/long', 0]])
  })
}
