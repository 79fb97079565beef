import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { providers } from '@callspec/all'
import { type Simulator, startSimulator } from '@callspec/simulator'
import { type CopiedCallLog, openCopy, openStore, type Store, SyncError, sync } from '@callspec/sync'
import { type Call, type CallQuery, type CallStream, callLog, isCallspecError, type ListingState } from 'callspec'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { STORES, type TestStores } from './stores.ts'

let store: Store
let address: string
let butter: Simulator
let zudu: Simulator

beforeEach(async () => {
  butter = await startSimulator('butter', { calls: 150, spacingSeconds: 1 })
  zudu = await startSimulator('zudu', { calls: 60, spacingSeconds: 1 })
})

afterEach(async () => {
  await butter.close()
  await zudu.close()
})

const sources = () => [
  providers.butter({ apiKey: butter.credentials.apiKey ?? '', baseUrl: butter.baseUrl, rateLimit: null }),
  providers.zudu({
    apiKey: zudu.credentials.apiKey ?? '',
    apiSecret: zudu.credentials.apiSecret ?? '',
    baseUrl: zudu.baseUrl,
    rateLimit: null,
  }),
]

async function keysOf(log: CopiedCallLog, query: CallQuery = {}, state?: ListingState): Promise<string[]> {
  const keys: string[] = []
  for await (const { key } of log.list(query, { state })) keys.push(key)
  return keys
}

async function collect(stream: CallStream): Promise<Call[]> {
  const calls: Call[] = []
  for await (const call of stream) calls.push(call)
  return calls
}

async function failure(promise: Promise<unknown>): Promise<{ code: string; message: string }> {
  try {
    await promise
  } catch (error) {
    if (isCallspecError(error) || error instanceof SyncError) return { code: error.code, message: error.message }
    throw error
  }
  throw new Error('It did not fail.')
}

describe.each(STORES)('In $name', ({ start }) => {
  let stores: TestStores

  beforeAll(async () => {
    stores = await start()
  })
  afterAll(() => stores?.close())

  beforeEach(async () => {
    address = await stores.address()
    store = await openStore(address)
  })
  afterEach(() => store.close())

  describe('A listing of a copy', () => {
    test('is possible while another connection writes: what is read stays as it was', async () => {
      await sync(sources(), store)
      const copy = await openCopy(address)
      const stream = copy.log().list()
      const keys: string[] = []
      for await (const { key } of stream) {
        if (keys.length === 0) {
          butter.arrive(3)
          await sync(sources(), store)
        }
        keys.push(key)
      }
      expect(keys).toHaveLength(210)
      expect(await keysOf(copy.log())).toHaveLength(213)
      await copy.close()
    })

    test('goes on after any call in another process, also among calls of one instant and where that call is gone', async () => {
      await sync(sources(), store)
      const copy = await openCopy(address)
      try {
        for (const order of ['newest', 'oldest'] as const) {
          const all = await keysOf(copy.log(), { order })
          for (const count of [0, 1, 17, 100, 209, 210]) {
            const stream = copy.log().list({ order })
            const seen: string[] = []
            for await (const { key } of stream) {
              if (seen.length === count) break
              seen.push(key)
            }
            // The call that was handed over last counts as seen.
            const state: ListingState = JSON.parse(JSON.stringify(stream.state()))
            expect(await keysOf(copy.log(), { order }, state)).toEqual(all.slice(Math.min(count + 1, all.length)))
          }
        }
        const first = copy.log().list({ limit: 20 })
        let last = ''
        for await (const { key } of first) last = key
        await store.run('DELETE FROM calls WHERE key = $1', [last])
        const all = await keysOf(copy.log())
        expect(await keysOf(copy.log(), {}, first.state())).toEqual(all.slice(19))
      } finally {
        await copy.close()
      }
    })

    test('has a state that no live listing takes, and takes none of a live one', async () => {
      await sync(sources(), store)
      const [log, live] = [(await openCopy(store)).log(), callLog(sources())]
      const [own, theirs] = [log.list({ limit: 3 }), live.list({ limit: 3 })]
      for await (const _ of own);
      for await (const _ of theirs);
      for (const refused of [() => live.list({}, { state: own.state() }), () => log.list({}, { state: theirs.state() })]) {
        expect(refused).toThrow('The state cannot be resumed: it is of another query, or of other sources or assumptions.')
      }
      expect(() => log.list({ order: 'oldest' }, { state: own.state() })).toThrow('of another query')
      expect(() => log.list({}, { state: { ...own.state(), after: { at: 'noon', source: 'butter', rank: 1 } } })).toThrow(
        'damaged',
      )
    })

    test('counts what it gave and what it lacks, and sends nothing', async () => {
      await sync(sources(), store)
      const before = [...butter.requests].length + [...zudu.requests].length
      const stream = (await openCopy(store)).log().list({ include: ['transcript'], limit: 50 })
      let lacking = 0
      for await (const call of stream) if (call.missing) lacking++
      const summary = await stream.summary()
      expect(summary).toMatchObject({ calls: 50, requests: 0, incomplete: lacking, failedSources: [] })
      expect(lacking).toBe(50)
      expect(summary.sources.map(({ source }) => source)).toEqual(['butter', 'zudu'])
      expect(summary.sources[0]?.incompleteBecause?.message).toContain('the copy does not have its transcript')
      expect([...butter.requests].length + [...zudu.requests].length).toBe(before)
    })

    test('leaves out a source that cannot answer, or fails', async () => {
      await sync(sources(), store)
      const copy = await openCopy(store)
      const error = await failure(keysOf(copy.log(), { campaignId: '17' }))
      expect(error).toEqual(await failure(keysOf(callLog(sources()) as unknown as CopiedCallLog, { campaignId: '17' })))
      const stream = copy.log({ onUnsupported: 'skip' }).list({ isTest: false })
      for await (const { source } of stream) expect(source).toBe('butter')
      expect((await stream.summary()).skippedSources).toEqual(['zudu'])
      expect(await keysOf(copy.log({ sources: ['butter'] }), { isTest: true })).not.toEqual([])
    })

    test('checks its query and its sources at once', async () => {
      await sync(sources(), store)
      const copy = await openCopy(store)
      expect(() => copy.log().list({ since: 'soon' })).toThrow('Invalid since: received "soon".')
      expect(() => copy.log({ sources: ['vapi'] })).toThrow('Unknown source "vapi". Known: butter, zudu.')
      expect(await keysOf(copy.log(), { status: [] })).toEqual([])
      const keys = await keysOf(copy.log({ sources: ['zudu'] }), { order: 'arrival' })
      expect(keys).toEqual((await keysOf(copy.log())).filter((key) => key.startsWith('zudu/')))
    })

    test('leaves out what is gone unless it is asked for', async () => {
      await sync(sources(), store)
      const { id } = [...butter.calls()][7]!
      butter.vanish(id)
      await sync(sources(), store, { prune: true })
      const copy = await openCopy(store)
      expect(await keysOf(copy.log())).not.toContain(`butter/${id}`)
      expect(await keysOf(copy.log({ gone: true }))).toContain(`butter/${id}`)
      expect(await failure(copy.log().get(`butter/${id}`))).toMatchObject({
        code: 'not-found',
        message: expect.stringContaining('gone'),
      })
      expect((await copy.log({ gone: true }).get('butter', id)).key).toBe(`butter/${id}`)
    })

    test('is of the sources that the copy had when it was opened', async () => {
      const [first, second] = sources()
      await sync([first!], store)
      const copy = await openCopy(address)
      const log = copy.log()
      await sync([second!], store)
      const keys = await keysOf(log)
      expect(keys).toHaveLength(150)
      expect(keys.every((key) => key.startsWith('butter/'))).toBe(true)
      await copy.close()
    })

    test('names the parts that a platform never has', async () => {
      await sync(sources(), store)
      const stream = (await openCopy(store)).log().list({ include: ['analysis'], limit: 1 })
      await collect(stream)
      expect((await stream.summary()).sources.map(({ never }) => never)).toEqual([['analysis'], []])
    })

    test('ends with its signal', async () => {
      await sync(sources(), store)
      const log = (await openCopy(store)).log()
      const controller = new AbortController()
      const stream = log.list({}, { signal: controller.signal })
      const read = async () => {
        for await (const _ of stream) controller.abort(new Error('enough'))
      }
      await expect(read()).rejects.toThrow('enough')
      expect((await stream.summary()).calls).toBe(1)
    })

    test('has a raw row of its own, which is parsed once, copied along and replaced', async () => {
      await sync(sources(), store)
      const [call] = await collect((await openCopy(store)).log().list({ limit: 1 }))
      expect(call?.raw).toBe(call?.raw)
      expect(Object.keys(call ?? {})).toContain('raw')
      expect({ ...call }.raw).toBe(call?.raw)
      expect(JSON.parse(JSON.stringify(call)).raw).toEqual(call?.raw)
      Object.assign(call ?? {}, { raw: 'mine' })
      expect(call?.raw).toBe('mine')
    })
  })

  describe('A call of a copy', () => {
    test('has all its parts: what came, null where the platform has none, and missing what was not asked for', async () => {
      await sync(sources(), store, { include: ['transcript'] })
      const log = (await openCopy(store)).log()
      const live = callLog(sources())
      const call = [...zudu.calls()].find(({ state }) => state === 'completed')
      const got = await log.get('zudu', call?.id ?? '')
      const whole: Call = await live.get('zudu', call?.id ?? '')
      expect(got.missing).toEqual(['analysis', 'recording', 'cost'])
      expect(got.transcript).toEqual(whole.transcript)
      expect({ raw: got.raw, rawDetail: got.rawDetail }).toEqual({ raw: null, rawDetail: whole.rawDetail })
      await sync(sources(), store, { include: ['transcript', 'analysis', 'recording', 'cost'] })
      const { transcript, analysis, recordingUrl, cost, missing } = await log.get(`zudu/${call?.id}`)
      expect({ transcript, analysis, recordingUrl, cost, missing }).toEqual({
        transcript: whole.transcript,
        analysis: whole.analysis,
        recordingUrl: whole.recordingUrl,
        cost: whole.cost,
      })
      // Butter never has an analysis.
      const [first] = await collect(log.list({ limit: 1, status: 'completed' }))
      expect(await log.get(first?.key ?? '')).toMatchObject({ analysis: first?.source === 'butter' ? null : expect.anything() })
    })

    test('that nobody asked for has its row', async () => {
      await sync(sources(), store)
      const log = (await openCopy(store)).log()
      const [listed] = await collect(log.list({ limit: 1 }))
      const got = await log.get(listed?.key ?? '')
      expect(got.raw).toEqual(listed?.raw)
      expect(got).not.toHaveProperty('rawDetail')
    })

    test('that is not there, or of a source that is not, is said so', async () => {
      await sync(sources(), store)
      const log = (await openCopy(store)).log()
      expect(await failure(log.get('butter', 'call_0'))).toMatchObject({ code: 'not-found' })
      expect(await failure(log.get('vapi/1'))).toEqual({
        code: 'invalid-configuration',
        message: 'Unknown source "vapi". Known: butter, zudu.',
      })
      expect(await failure(log.get('butter'))).toMatchObject({ code: 'invalid-query' })
    })
  })

  test('a copy of a later schema is refused, and a place without one', async () => {
    expect((await failure(openCopy(await stores.address()))).message).toMatch(
      /(does not exist|is no copy of calls|has no copy in)/,
    )
    await store.run('INSERT INTO callspec_migrations VALUES (99, $1)', ['2026-11-20T12:00:00.000Z'])
    expect((await failure(openCopy(address))).message).toMatch(/has schema 99, this callspec knows up to \d+\. Update callspec/)
    await store.run('DELETE FROM callspec_migrations')
    expect((await failure(openCopy(address))).message).toContain('is no copy of calls')
  })
})

describe('A file', () => {
  let folder: string
  let file: string

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'callspec-copy-'))
    file = join(folder, 'calls.db')
    store = await openStore(file)
  })
  afterEach(async () => {
    await store.close()
    rmSync(folder, { recursive: true })
  })

  test('that is no copy is refused in one line, and none is made', async () => {
    const at = (name: string) => join(folder, name)
    writeFileSync(at('empty.db'), '')
    writeFileSync(
      at('text.db'),
      'These are no calls, but a text that is longer than the head of a file of SQLite has to be.'.repeat(3),
    )
    new DatabaseSync(at('other.db')).exec('CREATE TABLE notes (text TEXT)')
    const before = readdirSync(folder)
    const messages = await Promise.all(
      ['none.db', 'empty.db', 'text.db', 'other.db', '.'].map(async (name) => (await failure(openCopy(at(name)))).message),
    )
    expect(messages.map((message) => message.replaceAll(folder, '').replace(/^\//, ''))).toEqual([
      'none.db does not exist. Make it with callspec sync --to /none.db.',
      'empty.db is no copy of calls. Make one with callspec sync --to /empty.db.',
      'text.db is no database of SQLite. Name another file.',
      'other.db is no copy of calls. Make one with callspec sync --to /other.db.',
      ' is a folder. Name a file.',
    ])
    expect(readdirSync(folder)).toEqual(before)
    expect((await failure(openCopy('mysql://localhost/calls'))).message).toContain('No copy can be kept at mysql://')
  })

  test('is not changed by reading, and no other is left beside it', async () => {
    await sync(sources(), store)
    await store.close()
    const before = readFileSync(file)
    const copy = await openCopy(file)
    expect(await keysOf(copy.log())).toHaveLength(210)
    await copy.close()
    expect(readFileSync(file).equals(before)).toBe(true)
    expect(readdirSync(folder)).toEqual(['calls.db'])
    store = await openStore(file)
  })

  test('is read by an index in the order of the listing, however large it is', async () => {
    const more = { apiKey: butter.credentials.apiKey ?? '', baseUrl: butter.baseUrl, rateLimit: null, id: 'other' }
    await sync([...sources(), providers.butter(more)], store)
    const plans: Record<string, string[]> = {}
    const explain = async (sql: string, parameters: Parameters<Store['all']>[1]) => {
      const rows = await store.all(`EXPLAIN QUERY PLAN ${sql}`, parameters)
      plans[name]?.push(...rows.map((row) => String(row.at(-1))))
    }
    const watching: Store = {
      ...store,
      async all(sql, parameters) {
        if (sql.includes('ORDER BY occurred_at')) await explain(sql, parameters)
        return store.all(sql, parameters)
      },
      async *stream(sql, parameters) {
        await explain(sql, parameters)
        yield* store.stream(sql, parameters)
      },
    }
    let name = ''
    const queries: Record<string, CallQuery> = {
      day: { since: '2026-11-20', until: '2026-11-21' },
      newest: { limit: 50 },
      oldest: { limit: 50, order: 'oldest' },
      number: { phoneNumber: '+15550101044', limit: 50 },
      agent: { agentId: 'agent_1', limit: 50, since: '2026-11-20' },
    }
    for (const [each, query] of Object.entries(queries)) {
      for (const only of [undefined, ['butter'], ['butter', 'zudu']]) {
        name = `${each}${only ? ` of ${only.length} sources` : ''}`
        plans[name] = []
        await keysOf((await openCopy(watching)).log({ sources: only }), query)
      }
    }
    for (const [each, plan] of Object.entries(plans)) {
      const index = /agent|number/.exec(each)?.[0] ?? (each.includes('sources') ? 'source' : 'time')
      const searches = plan.filter((step) => /^(SEARCH|SCAN) calls/.test(step))
      expect(searches.length, each).toBeGreaterThan(0)
      for (const step of searches) expect(step, each).toContain(`USING INDEX calls_by_${index === 'number' ? 'digits_' : index}`)
      // Only ties are sorted, where the index runs the other way.
      for (const step of plan) if (step.includes('TEMP B-TREE')) expect(step, each).toMatch(/LAST (TERM|\d TERMS)/)
    }
  })
})
