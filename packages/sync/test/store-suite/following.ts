import { type Copy, erase, openCopy, openStore, type Store } from '@callspec/sync'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeTurns } from '../../src/calls/write-calls.ts'
import type { TestStores } from '../stores.ts'
import { callRow, writeCallRows } from './call-rows.ts'

export function followingTests(stores: () => TestStores): void {
  let store: Store
  let copy: Copy

  beforeEach(async () => {
    const address = await stores().address()
    store = await openStore(address)
    await store.run(
      "INSERT INTO sources (id, provider, base_url, identity, facts) VALUES ('butter', 'butter', 'https://example.com', '{}', $1)",
      [{ json: '{"never":[],"got":[],"unanswerable":{},"turned":[]}' }],
    )
    // As another process reads it.
    copy = await openCopy(address)
  })
  afterEach(async () => {
    await copy.close()
    await store.close()
  })

  const at = (minute: number) => `2026-11-20T12:${String(minute).padStart(2, '0')}:00.000Z`
  const read = async (writtenSince?: string) => {
    const rows: unknown[] = []
    for await (const chunk of copy.columns(['id', 'duration_seconds', 'cost_amount', 'gone_at', 'place'], { writtenSince }))
      rows.push(...chunk)
    return rows
  }

  test('a reader of columns gets all calls newest first, and later those that came, changed, or are gone, and what was erased', async () => {
    await writeCallRows(store, [
      callRow({
        id: 'old',
        occurred_at: at(1),
        duration_seconds: 12.5,
        cost_amount: '0.10',
        cost_unit: 'USD',
        written_at: at(30),
      }),
      callRow({ id: 'undated', occurred_at: null, written_at: at(30) }),
      callRow({ id: 'new', occurred_at: at(2), list_rank: 7, written_at: at(30) }),
    ])
    expect(await read()).toEqual([
      ['new', null, null, null, 7],
      ['old', 12.5, '0.10', null, 0],
      ['undated', null, null, null, 0],
    ])
    await writeCallRows(store, [callRow({ id: 'old', occurred_at: at(1), duration_seconds: 13, written_at: at(40) })])
    await store.run("UPDATE calls SET gone_at = $1, written_at = $1 WHERE id = 'new'", [at(41)])
    expect(await read(at(40))).toEqual([
      ['new', null, null, at(41), 7],
      ['old', 13, '0.10', null, 0],
    ])
    expect(await read()).toHaveLength(2)
    const before = new Date().toISOString()
    await erase(store, { before: new Date(at(2)) })
    expect(await copy.erasedSince(before)).toEqual(['butter/old'])
    expect(await copy.erasedSince('2099-01-01T00:00:00.000Z')).toEqual([])
  })

  test('the revision moves with whatever is written, by another connection or this one, and else stays', async () => {
    const revision = await copy.revision()
    await read()
    expect(await copy.revision()).toBe(revision)
    await writeCallRows(store, [callRow({ id: 'one' })])
    const later = await copy.revision()
    expect(later).not.toBe(revision)
    const own = await openCopy(store)
    const before = await own.revision()
    await writeCallRows(store, [callRow({ id: 'two' })])
    expect(await own.revision()).not.toBe(before)
  })

  test('calls by their keys come in the order of the keys, with the wanted parts alone', async () => {
    await writeCallRows(store, [
      callRow({ id: 'one', cost_amount: '1.50', cost_unit: 'USD', analysis_summary: 'Fine', row_parts: ' cost analysis ' }),
      callRow({ id: 'two' }),
    ])
    const calls = await copy.calls(['butter/two', 'butter/none', 'butter/one'], ['cost'])
    expect(calls.map(({ id, cost, missing }) => [id, cost, missing])).toEqual([
      ['two', undefined, ['cost']],
      ['one', { amount: '1.50', unit: 'USD' }, undefined],
    ])
    expect(calls.every((call) => !('raw' in call) && !('analysis' in call))).toBe(true)
    expect(await copy.raw('butter/one')).toEqual({ raw: '{}', rawDetail: null })
  })

  test('words are found in turns, in summaries and in a transcript that is one text, as they are now', async () => {
    const find = async (text: string) => [...(await copy.keysWithWords(text))].sort()
    await writeCallRows(store, [
      callRow({ id: 'turns', turn_count: 1, transcript_text: 'not indexed twice: lemon' }),
      callRow({ id: 'summary', analysis_summary: 'Asked for a REFUND of the lemon tart' }),
      callRow({ id: 'text', transcript_text: 'Customer: Ein Rückruf, bitte. Refunds!' }),
    ])
    await writeTurns(store, [
      {
        key: 'butter/turns',
        turns: [
          { speaker: 'customer', text: 'My refund', at: null, offsetSeconds: null },
          { speaker: 'agent', text: 'is on the way', at: null, offsetSeconds: null },
        ],
      },
    ])
    expect(await find('refund')).toEqual(['butter/summary', 'butter/text', 'butter/turns'])
    expect(await find('way refund')).toEqual(['butter/turns'])
    expect(await find('lemon')).toEqual(['butter/summary'])
    expect(await find('rückruf')).toEqual(['butter/text'])
    expect(await find('of')).toEqual(['butter/summary'])
    expect(await find('…')).toEqual([])
    await writeCallRows(store, [
      callRow({ id: 'summary', analysis_summary: 'Asked for an exchange' }),
      callRow({ id: 'text', transcript_text: 'Customer: Ein Rückruf, bitte. Refunds!', analysis_summary: 'Call back' }),
    ])
    expect(await find('refund')).toEqual(['butter/text', 'butter/turns'])
    expect(await find('exchange')).toEqual(['butter/summary'])
    expect(await find('back rückruf')).toEqual(['butter/text'])
    await store.run("UPDATE calls SET analysis_summary = NULL, transcript_text = NULL WHERE id = 'text'")
    await erase(store, { before: new Date(at(59)) })
    expect(await find('refund')).toEqual([])
    await writeCallRows(store, [callRow({ id: 'again', analysis_summary: 'A refund' })])
    expect(await find('refund')).toEqual(['butter/again'])
  })
}
