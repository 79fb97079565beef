import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { accountsOf, enqueue } from '../src/workers/work.ts'
import { openJobs } from './workers/open-jobs.ts'
import { startQueues } from './workers/queues.ts'
import { source } from './workers/start-work.ts'
import { pagesFolder, startWorker } from './workers/start-worker.ts'

const ONE = 'api.example.com/1a2b'
const sources = [source('one')]
const accounts = accountsOf(sources)
const timing = { lockMs: 2000, takeoverCheckMs: 1000, stopMs: 3000 }

const ready = (workers: readonly ReturnType<typeof startWorker>[]) =>
  expect.poll(() => workers.every((worker) => worker.types().includes('ready'))).toBe(true)

describe.each(startQueues())('worker processes on $name', ({ url: newUrl, server }) => {
  test('what a killed worker held is taken over, from its last page', async () => {
    const { folder, read } = pagesFolder()
    const queue = await newUrl()
    const options = { queue, sources, folder, pages: 15, pageMs: 100, timing }
    const workers = [startWorker(options), startWorker(options)]
    await enqueue({ queue, accounts })
    await expect.poll(() => read().length).toBeGreaterThan(4)
    const first = read()[0]!.pid
    const [holder, other] = workers[0]!.pid === first ? [workers[0], workers[1]] : [workers[1], workers[0]]
    await holder!.end('SIGKILL')
    const before = read().length
    await expect.poll(() => other!.types()).toContain('done')
    const pages = read()
    expect(pages.slice(0, before).every(({ pid }) => pid === holder!.pid)).toBe(true)
    expect(pages.slice(before).every(({ pid }) => pid === other!.pid)).toBe(true)
    // The page that was being read at the time comes twice at most.
    expect(new Set(pages.map(({ page }) => page)).size).toBe(15)
    expect(pages.length).toBeLessThanOrEqual(16)
    expect(other!.types()).toContain('taken-over')
    expect(await other!.end('SIGTERM')).toBe(0)
    expect(await (await openJobs(queue)).getJobCounts()).toMatchObject({ completed: 1, active: 0, waiting: 0, failed: 0 })
  })

  test('SIGTERM ends a worker at the end of a page with 0, and the next goes on there', async () => {
    const { folder, read } = pagesFolder()
    const queue = await newUrl()
    const options = { queue, sources, folder, pages: 15, pageMs: 100, timing }
    const first = startWorker(options)
    await enqueue({ queue, accounts })
    await expect.poll(() => read().length).toBeGreaterThan(2)
    expect([await first.end('SIGTERM'), first.stderr()]).toEqual([0, ''])
    expect(first.types()).toEqual(['ready', 'started', 'returned'])
    const second = startWorker(options)
    await expect.poll(() => second.types()).toContain('done')
    expect(second.types()).not.toContain('taken-over')
    expect(read().map(({ page }) => page)).toEqual(Array.from({ length: 15 }, (_, page) => page))
    expect([await second.end('SIGTERM'), second.stderr()]).toEqual([0, ''])
  })

  test('workers that start at the same moment on an empty database share the passes', async () => {
    const { folder, read } = pagesFolder()
    const queue = await newUrl()
    const many = Array.from({ length: 12 }, (_, index) => source(`source-${index}`, index.toString(16).padStart(4, '0')))
    const options = { queue, sources: many, folder, pages: 3, pageMs: 50, timing }
    const workers = Array.from({ length: 4 }, () => startWorker(options))
    await ready(workers)
    await enqueue({ queue, accounts: accountsOf(many) })
    const done = () => workers.flatMap((worker) => worker.types()).filter((type) => type === 'done').length
    await expect.poll(done).toBe(12)
    expect(read()).toHaveLength(36)
    expect(new Set(read().map(({ pid }) => pid)).size).toBeGreaterThan(1)
    expect(await Promise.all(workers.map((worker) => worker.end('SIGTERM')))).toEqual([0, 0, 0, 0])
    expect(workers.map((worker) => worker.stderr())).toEqual(['', '', '', ''])
  })

  test.for(['kill', 'fast'] as const)('a queue whose server goes away (%s) and comes back loses no pass', async (how) => {
    const { folder, read } = pagesFolder()
    const queue = await newUrl()
    const options = { queue, sources, folder, pages: 40, pageMs: 100, timing }
    const workers = [startWorker(options), startWorker(options)]
    await ready(workers)
    await enqueue({ queue, accounts })
    await expect.poll(() => read().length).toBeGreaterThan(2)
    await server().stop(how)
    // Longer than the lock holds.
    await wait(4000)
    await server().start()
    const jobs = await openJobs(queue)
    await expect.poll(() => jobs.getJobCountByTypes('completed'), { timeout: 90_000 }).toBe(1)
    expect(new Set(read().map(({ page }) => page)).size).toBe(40)
    // And goes on with the next.
    await enqueue({ queue, accounts })
    await expect.poll(() => jobs.getJobCountByTypes('completed'), { timeout: 60_000 }).toBe(2)
    const codes = await Promise.all(workers.map((worker) => worker.end('SIGTERM')))
    expect({ codes, stderr: workers.map((worker) => worker.stderr()) }).toEqual({ codes: [0, 0], stderr: ['', ''] })
    const told = workers.flatMap((worker) => worker.events()).map((event) => JSON.stringify(event))
    expect(told.join('\n') + workers.map((worker) => worker.stderr()).join('')).not.toMatch(/(redis|postgres)-password/)
    expect(told.some((event) => event.includes('"failed"') && event.includes(ONE))).toBe(false)
  })

  test('SIGTERM ends a worker in time while the server of its queue is away', async () => {
    const { folder, read } = pagesFolder()
    const queue = await newUrl()
    const worker = startWorker({ queue, sources, folder, pages: 100, pageMs: 100, timing })
    await enqueue({ queue, accounts })
    await expect.poll(() => read().length).toBeGreaterThan(2)
    await server().stop('kill')
    try {
      await wait(500)
      const begun = performance.now()
      expect(await worker.end('SIGTERM')).toBe(0)
      expect(performance.now() - begun).toBeLessThan(15_000)
    } finally {
      await server().start()
    }
  })
})
