import { openCopy, openStore } from '@callspec/sync'
import { expect, test } from 'vitest'
import { writeTurns } from '../../src/calls/write-calls.ts'
import { startProcess } from '../processes/start-process.ts'
import type { TestStores } from '../stores.ts'
import { callRow, keysIn, writeCallRows } from './call-rows.ts'

/** What takes back the fifth migration. */
const HOOKS = ['DROP TABLE hooks', 'DROP TABLE receivers']

/** What takes back the fifth, the fourth and the third migration. */
const LATER = {
  sqlite: [
    ...HOOKS,
    'ALTER TABLE turns DROP COLUMN offset_seconds',
    'DROP TRIGGER calls_text_inserted',
    'DROP TRIGGER calls_text_deleted',
    'DROP TRIGGER calls_text_updated',
    'DROP TABLE calls_text',
    'DROP INDEX calls_written',
    'DROP INDEX erased_by_time',
  ],
  postgres: [
    ...HOOKS,
    'ALTER TABLE turns DROP COLUMN offset_seconds',
    'DROP INDEX calls_text',
    'DROP INDEX calls_written',
    'DROP INDEX erased_by_time',
  ],
}

export function migrationTests(stores: () => TestStores): void {
  test('opening a copy again changes nothing in it', async () => {
    const address = await stores().address()
    const first = await openStore(address)
    await writeCallRows(first, [callRow({ id: 'one' })])
    await first.close()
    const second = await openStore(address, { create: false })
    expect(await keysIn(second)).toEqual(['butter/one'])
    expect(await second.all('SELECT version FROM callspec_migrations')).toEqual([[1], [2], [3], [4], [5]])
    await second.close()
  })

  test('a copy that is not there is not made where none was asked for', async () => {
    const address = await stores().address()
    await expect(openStore(address, { create: false })).rejects.toMatchObject({ name: 'SyncError', code: 'usage' })
    await expect(openStore(address, { create: false })).rejects.toThrow('Make it with callspec sync --to')
  })

  test('an older program refuses a later schema in one line, and leaves it as it is', async () => {
    const address = await stores().address()
    const store = await openStore(address)
    await store.run('INSERT INTO callspec_migrations (version, applied_at) VALUES ($1, $2)', [99, '2027-01-01T00:00:00.000Z'])
    const refusal = await openStore(address).catch((error: Error) => error.message)
    expect(refusal).toMatch(/^.* has schema 99, this callspec knows up to 5\. Update callspec; .*$/)
    expect(await store.all('SELECT version FROM callspec_migrations ORDER BY version')).toEqual([[1], [2], [3], [4], [5], [99]])
    await store.close()
  })

  test('a copy of an earlier schema is brought up to date by whoever writes it, with what it holds', async () => {
    const address = await stores().address()
    const early = await openStore(address)
    await writeCallRows(early, [callRow({ id: 'one', analysis_summary: 'Wants a refund' })])
    // What later migrations added.
    for (const undo of LATER[early.dialect]) await early.run(undo)
    for (const column of ['total', 'waits_until', 'waits_for', 'beat_at']) {
      await early.run(`ALTER TABLE passes DROP COLUMN ${column}`)
    }
    await early.run('DELETE FROM callspec_migrations WHERE version > 1')
    await early.close()
    await expect(openCopy(address)).rejects.toThrow('has schema 1, this callspec reads 5. Run callspec sync --to')
    const store = await openStore(address)
    expect(await keysIn(store)).toEqual(['butter/one'])
    expect(await store.all('SELECT total, waits_until, waits_for, beat_at FROM passes')).toEqual([])
    const copy = await openCopy(store)
    expect([...(await copy.keysWithWords('refund'))]).toEqual(['butter/one'])
    await store.close()
  })

  test('turns of an earlier schema tell no offset until they are written again, and their words are found before and after', async () => {
    const address = await stores().address()
    const early = await openStore(address)
    await writeCallRows(early, [callRow({ id: 'one', turn_count: 2, fetched_parts: ' transcript ' })])
    const facts = { json: '{"never":[],"got":["transcript"],"unanswerable":{},"turned":[]}' }
    await early.run("INSERT INTO sources (id, provider, base_url, identity, facts) VALUES ('butter', 'butter', '', '{}', $1)", [
      facts,
    ])
    for (const undo of [...HOOKS, 'ALTER TABLE turns DROP COLUMN offset_seconds']) await early.run(undo)
    await early.run('DELETE FROM callspec_migrations WHERE version > 3')
    const said = [
      { speaker: 'agent', text: 'Hello' },
      { speaker: 'customer', text: 'I want a refund' },
    ] as const
    for (const [position, { speaker, text }] of said.entries()) {
      await early.run('INSERT INTO turns (key, position, speaker, text) VALUES ($1, $2, $3, $4)', [
        'butter/one',
        position,
        speaker,
        text,
      ])
    }
    await early.close()
    const store = await openStore(address)
    const copy = await openCopy(store)
    const read = async () => {
      const { transcript } = await copy.log().get('butter', 'one')
      return { turns: transcript, found: [...(await copy.keysWithWords('refund'))] }
    }
    const found = ['butter/one']
    expect(await read()).toEqual({ turns: said.map((turn) => ({ ...turn, at: null, offsetSeconds: null })), found })
    const again = said.map((turn, index) => ({ ...turn, at: null, offsetSeconds: index * 4.25 }))
    await writeTurns(store, [{ key: 'butter/one', turns: again }])
    expect(await read()).toEqual({ turns: again, found })
    await store.close()
  })

  test('several programs may open an empty place at the same moment', async () => {
    const address = await stores().address()
    const processes = Array.from({ length: 5 }, () => startProcess('open-copy.ts', { address }))
    const ended = await Promise.all(processes.map(async ({ exit, errors }) => ({ code: await exit, errors: errors() })))
    expect(ended).toEqual(ended.map(() => ({ code: 0, errors: '' })))
    const store = await openStore(address, { create: false })
    expect(await store.all('SELECT version FROM callspec_migrations')).toEqual([[1], [2], [3], [4], [5]])
    await store.close()
  })
}
