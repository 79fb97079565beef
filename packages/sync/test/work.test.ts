import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { accountsOf, enqueue, type RunPass } from '../src/workers/work.ts'
import { openJobs } from './workers/open-jobs.ts'
import { startQueues } from './workers/queues.ts'
import { KEY, source, startWork, type TestSource } from './workers/start-work.ts'

const ONE = 'api.example.com/1a2b'
const one = [source('one')]

/** A run that each call of `next` lets end. */
function held() {
  const waiting: (() => void)[] = []
  const run: RunPass<TestSource> = (_, signal) =>
    new Promise((resolve, reject) => {
      waiting.push(resolve)
      signal.addEventListener('abort', () => reject(signal.reason))
    })
  return { run, next: () => waiting.shift()!() }
}

test('sources that share host and credential are one account; two hosts with one key are two', () => {
  const sources = [
    source('one'),
    source('two', '9f9f'),
    source('three', '1a2b', 'https://api.example.com/v2'),
    source('four', '1a2b', 'https://eu.example.com'),
  ]
  expect(accountsOf(sources).map(({ id, sources: its }) => [id, its.map((each) => each.id)])).toEqual([
    ['api.example.com/1a2b', ['one', 'three']],
    ['api.example.com/9f9f', ['two']],
    ['eu.example.com/1a2b', ['four']],
  ])
})

describe.each(startQueues())('on $name', ({ url: newUrl, dump }) => {
  test('a pass of each account is made once', async () => {
    const queue = await newUrl()
    const sources = [source('one'), source('two', '9f9f'), source('three', '1a2b', 'https://eu.example.com')]
    const accounts = accountsOf(sources)
    expect(await enqueue({ queue, accounts })).toEqual({ added: accounts.map(({ id }) => id), merged: [], unscheduled: [] })
    const made: string[] = []
    const worker = startWork({ queue, sources, run: async ({ id }) => void made.push(id) })
    await worker.until('done', { count: 3 })
    expect(made).toEqual(accounts.map(({ id }) => id))
    expect(await (await openJobs(queue)).getJobCounts()).toMatchObject({ completed: 3, waiting: 0, active: 0, failed: 0 })
  })

  test('a pass that waits already is not added again, and one that is done does not stand in for another', async () => {
    const queue = await newUrl()
    const accounts = accountsOf(one)
    const all = await Promise.all(Array.from({ length: 8 }, () => enqueue({ queue, accounts })))
    expect(all.flatMap(({ added }) => added)).toEqual([ONE])
    const worker = startWork({ queue, sources: one })
    await worker.until('done')
    expect((await enqueue({ queue, accounts })).added).toEqual([ONE])
    await worker.until('done', { count: 2 })
    await wait(300)
    expect(worker.events.filter(({ type }) => type === 'started')).toHaveLength(2)
  })

  test('passes that are added while one runs are one pass after it', async () => {
    const queue = await newUrl()
    const accounts = accountsOf(one)
    const { run, next } = held()
    const workers = [startWork({ queue, sources: one, run }), startWork({ queue, sources: one, run })]
    const types = () => workers.flatMap(({ events }) => events.map(({ type }) => type))
    const started = () => types().filter((type) => type === 'started').length
    await enqueue({ queue, accounts })
    await expect.poll(started).toBe(1)
    for (let count = 0; count < 3; count++) expect((await enqueue({ queue, accounts })).merged).toEqual([ONE])
    await wait(300)
    expect(started()).toBe(1)
    next()
    await expect.poll(started).toBe(2)
    next()
    await expect.poll(() => types().filter((type) => type === 'done').length).toBe(2)
    await wait(300)
    expect(started()).toBe(2)
  })

  test('no account is ever read by two workers at once', async () => {
    const queue = await newUrl()
    const sources = Array.from({ length: 6 }, (_, index) => source(`source-${index}`, `000${index}`))
    const accounts = accountsOf(sources)
    const reading = new Set<string>()
    let most = 0
    let overlaps = 0
    const run: RunPass<TestSource> = async ({ id }) => {
      if (reading.has(id)) overlaps += 1
      reading.add(id)
      most = Math.max(most, reading.size)
      await wait(20 + Math.random() * 40)
      reading.delete(id)
    }
    const workers = Array.from({ length: 4 }, () => startWork({ queue, sources, run, jobs: 2 }))
    for (let round = 0; round < 15; round++) {
      // With schedules that are due all the time.
      await Promise.all([enqueue({ queue, accounts, everyMs: 50 }), enqueue({ queue, accounts })])
      await wait(30)
    }
    await enqueue({ queue, accounts, everyMs: null })
    const jobs = await openJobs(queue)
    await expect.poll(() => jobs.getJobCountByTypes('waiting', 'active', 'delayed')).toBe(0)
    const done = workers.flatMap(({ events }) => events.filter(({ type }) => type === 'done'))
    expect({ overlaps, most: most > 2, many: done.length > 30 }).toEqual({ overlaps: 0, most: true, many: true })
  })

  test('ending schedules adds no pass', async () => {
    const queue = await newUrl()
    const accounts = accountsOf(one)
    await enqueue({ queue, accounts, everyMs: 3_600_000 })
    const jobs = await openJobs(queue)
    const before = await jobs.getJobCountByTypes('waiting', 'active')
    const ended = await enqueue({ queue, accounts, everyMs: null })
    expect(ended).toEqual({ added: [], merged: [], unscheduled: accounts.map(({ id }) => id) })
    expect(await jobs.getJobCountByTypes('waiting', 'active')).toBe(before)
  })

  test('a worker that stops gives its pass back, unfailed and with all its attempts, and another goes on with it', async () => {
    const queue = await newUrl()
    await enqueue({ queue, accounts: accountsOf(one) })
    const first = startWork({ queue, sources: one, run: held().run })
    await first.until('started')
    await first.stop()
    expect(first.events.map(({ type }) => type)).toEqual(['ready', 'started', 'returned'])
    const jobs = await openJobs(queue)
    expect((await jobs.getJobs(['waiting'])).map(({ data, attemptsMade }) => ({ data, attemptsMade }))).toEqual([
      { data: { account: ONE, sources: ['one'] }, attemptsMade: 0 },
    ])
    expect((await enqueue({ queue, accounts: accountsOf(one) })).merged).toEqual([ONE])
    const second = startWork({ queue, sources: one })
    await second.until('done')
    expect(await jobs.getJobCounts()).toMatchObject({ completed: 1, waiting: 0, failed: 0 })
  })

  test('a pass that does not stop in time is given back as well', async () => {
    const queue = await newUrl()
    await enqueue({ queue, accounts: accountsOf(one) })
    const worker = startWork({ queue, sources: one, run: () => new Promise(() => undefined), stopMs: 200 })
    await worker.until('started')
    await worker.stop()
    expect(await (await openJobs(queue)).getJobCounts()).toMatchObject({ waiting: 1, active: 0 })
  })

  test('a failed pass ends with its reason, is not tried again, and does not stand in for the next', async () => {
    const queue = await newUrl()
    let runs = 0
    const run = async () => {
      runs += 1
      throw new Error(`401 unauthorized: the key ${KEY}\nwas revoked`)
    }
    const worker = startWork({ queue, sources: one, run })
    await enqueue({ queue, accounts: accountsOf(one) })
    const reason = '401 unauthorized: the key *** was revoked'
    expect(await worker.until('failed')).toEqual({ type: 'failed', account: ONE, reason, retried: false })
    const [failed] = await (await openJobs(queue)).getJobs(['failed'])
    expect([failed?.failedReason, failed?.stacktrace]).toEqual([reason, []])
    await wait(300)
    expect(runs).toBe(1)
    expect((await enqueue({ queue, accounts: accountsOf(one) })).added).toEqual([ONE])
    await worker.until('failed', { count: 2 })
  })

  test('a pass whose store is away is tried again until it is there', async () => {
    const queue = await newUrl()
    let runs = 0
    const run = async () => {
      runs += 1
      if (runs < 3)
        throw new Error('The copy cannot be written.', { cause: Object.assign(new Error('no'), { code: 'ECONNREFUSED' }) })
    }
    const worker = startWork({ queue, sources: one, run })
    await enqueue({ queue, accounts: accountsOf(one) })
    await worker.until('done')
    const failed = worker.events.filter(({ type }) => type === 'failed')
    expect(failed).toEqual(Array(2).fill({ type: 'failed', account: ONE, reason: 'The copy cannot be written.', retried: true }))
  })

  test('a schedule adds passes, survives its workers, and is replaced by the next', async () => {
    const queue = await newUrl()
    const accounts = accountsOf(one)
    const jobs = await openJobs(queue)
    await enqueue({ queue, accounts, everyMs: 700 })
    const first = startWork({ queue, sources: one })
    await first.until('done', { count: 3 })
    await first.stop()
    const second = startWork({ queue, sources: one })
    await second.until('done', { count: 2 })
    await enqueue({ queue, accounts, everyMs: 3_600_000 })
    const schedules = (await jobs.getJobSchedulers()).map(({ key, every, template }) => ({ key, every, data: template?.data }))
    expect(schedules).toEqual([{ key: 'api.example.com%2F1a2b', every: 3_600_000, data: { account: ONE, sources: ['one'] } }])
    await second.until('done', { count: 3 })
    await wait(1000)
    expect(await jobs.getJobCountByTypes('delayed')).toBe(1)
    const before = second.events.length
    await wait(1500)
    expect(second.events.length).toBe(before)
  })

  test('a failed pass is made again when its schedule is due', async () => {
    const queue = await newUrl()
    let runs = 0
    const run = async () => {
      runs += 1
      if (runs === 1) throw new Error('revoked')
    }
    const worker = startWork({ queue, sources: one, run })
    await enqueue({ queue, accounts: accountsOf(one), everyMs: 500 })
    await worker.until('failed')
    await worker.until('done')
  })

  test('a source that left the configuration: its schedule ends with the next one of the whole, its pass says why it fails', async () => {
    const queue = await newUrl()
    const sources = [source('one'), source('gone', '9f9f')]
    const jobs = await openJobs(queue)
    await enqueue({ queue, accounts: accountsOf(sources), everyMs: 3_600_000, whole: true })
    const worker = startWork({ queue, sources: one })
    const reason =
      'The configuration of this worker has no account api.example.com/9f9f, of source "gone". Add it, or leave it out. ' +
      'Then run callspec enqueue again, with --every if it was scheduled.'
    expect(await worker.until('failed')).toEqual({ type: 'failed', account: 'api.example.com/9f9f', reason, retried: false })
    await worker.until('done')
    // Part of the configuration says nothing about the rest.
    expect((await enqueue({ queue, accounts: accountsOf(one), everyMs: 3_600_000 })).unscheduled).toEqual([])
    const { unscheduled } = await enqueue({ queue, accounts: accountsOf(one), everyMs: 3_600_000, whole: true })
    expect(unscheduled).toEqual(['api.example.com/9f9f'])
    expect((await jobs.getJobSchedulers()).map(({ key }) => key)).toEqual(['api.example.com%2F1a2b'])
  })

  test('a source whose key has changed is another account: the pass of the old one says so', async () => {
    const queue = await newUrl()
    await enqueue({ queue, accounts: accountsOf([source('one', '0000')]) })
    const worker = startWork({ queue, sources: one })
    expect(await worker.until('failed')).toMatchObject({
      account: 'api.example.com/0000',
      reason: expect.stringMatching(
        /^The host or key of source "one" has changed: it is account api\.example\.com\/1a2b now, not /,
      ),
    })
  })

  test('an account keeps the sources that are left, and the one that left is told', async () => {
    const queue = await newUrl()
    await enqueue({ queue, accounts: accountsOf([source('one'), source('gone')]) })
    const read: string[][] = []
    const worker = startWork({ queue, sources: one, run: async ({ sources }) => void read.push(sources.map(({ id }) => id)) })
    expect(await worker.until('unknown-source')).toEqual({ type: 'unknown-source', account: ONE, source: 'gone' })
    await worker.until('done')
    expect(read).toEqual([['one']])
  })

  test('finished passes are kept in bounds, and nothing in the queue tells a credential', async () => {
    const queue = await newUrl()
    const secrets = { apiKey: KEY, send: () => KEY }
    const sources = [
      { ...source('one'), ...secrets },
      { ...source('two', '9f9f'), ...secrets },
    ]
    const run: RunPass<TestSource> = async ({ id }) => {
      if (id === ONE) throw new Error(`postgres://me:${KEY}@db.example.com/calls: refused ${KEY}`)
    }
    await enqueue({ queue, accounts: accountsOf(sources), everyMs: 3_600_000 })
    const worker = startWork({ queue, sources, run })
    await worker.until('failed')
    await worker.until('done')
    const kept = await dump(queue)
    expect(kept).toContain('refused ***')
    expect(kept).toContain('sources')
    expect(kept).not.toContain(KEY)
    for (const job of await (await openJobs(queue)).getJobs(['completed', 'failed'])) {
      expect(job.opts).toMatchObject({ removeOnComplete: { count: 1000 }, removeOnFail: { count: 1000 } })
    }
  })
})
