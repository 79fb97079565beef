import { describe, expect, it, onTestFinished } from 'vitest'
import { callspec } from './run-callspec.js'
import { keys, keysOf, startPlaces, twoAccounts, work } from './work-setting.js'

describe.each(startPlaces())('$name', ({ places }) => {
  it('enqueue adds a pass of each account, work makes it, and a second enqueue adds another', async () => {
    const { queue, copy } = await places()
    const setting = await twoAccounts(copy, onTestFinished)
    const added = { code: 0, stdout: 'Added a pass of 2 accounts.\n', stderr: '' }
    expect(await callspec(['enqueue', '--queue', queue], setting)).toEqual(added)
    const again = await callspec(['enqueue', '--queue', queue, '--source', 'field'], setting)
    expect(again).toMatchObject({ code: 0, stderr: '' })
    expect(again.stdout).toBe('field: a pass is there already; if it is running, another follows it.\n')
    const worker = work(queue, setting)
    await worker.until('the pass is done', 2)
    expect(await keys(copy)).toEqual(keysOf(setting.simulators))
    expect(await callspec(['enqueue', '--queue', queue], setting)).toEqual(added)
    await worker.until('the pass is done', 4)
    expect(await worker.end('SIGTERM')).toBe(0)
    expect(worker.printed.stdout.split('\n').filter((line) => line.startsWith('desk: '))).toEqual([
      'desk: 450 calls read, 450 new or changed, 5 requests',
      expect.stringMatching(/^desk: \d+ calls read, 0 new or changed, \d+ requests$/),
    ])
    // No part of a pass, a password or a key is printed.
    expect(worker.printed.stdout + worker.printed.stderr).not.toMatch(new RegExp(`(redis|postgres)-password|${setting.env.KEY}`))
  })

  it('workers that start at the same moment on an empty database share the passes, and each call is there once', async ({
    onTestFinished,
  }) => {
    const { queue, copy } = await places()
    const setting = await twoAccounts(copy, onTestFinished)
    await callspec(['enqueue', '--queue', queue], setting)
    const workers = [1, 2, 3].map(() => work(queue, setting))
    const done = () => workers.reduce((sum, { printed }) => sum + printed.stderr.split('the pass is done').length - 1, 0)
    await expect.poll(done).toBe(2)
    expect(await keys(copy)).toEqual(keysOf(setting.simulators))
    await Promise.all(workers.map((worker) => worker.until('Waits for passes.')))
    expect(await Promise.all(workers.map((worker) => worker.end('SIGTERM')))).toEqual([0, 0, 0])
    expect(workers.map(({ printed }) => printed.stderr).join('')).not.toContain('callspec: ')
  })

  it('SIGTERM ends a worker with 0 at the end of a page, and the next goes on there', async () => {
    const { queue, copy } = await places()
    const setting = await twoAccounts(copy, onTestFinished)
    setting.simulators[0]!.fault({ fault: 'slow', value: 200 })
    await callspec(['enqueue', '--queue', queue, '--source', 'desk'], setting)
    const first = work(queue, setting)
    await first.until('new or changed', 2)
    expect(await first.end('SIGTERM')).toBe(0)
    expect(first.printed.stderr).toContain('given back to the queue; another worker goes on\n')
    const second = work(queue, setting)
    await second.until('the pass is done')
    expect(second.printed.stderr).toContain('desk: goes on with the pass of ')
    expect(await keys(copy)).toEqual(keysOf(setting.simulators.slice(0, 1)))
    expect(await second.end('SIGTERM')).toBe(0)
  })

  it('a pass whose key was revoked fails with the reason, stops no other, and is made again with the next', async ({
    onTestFinished,
  }) => {
    const { queue, copy } = await places()
    const setting = await twoAccounts(copy, onTestFinished)
    setting.simulators[0]!.fault({ fault: '403-html' })
    await callspec(['enqueue', '--queue', queue], setting)
    const worker = work(queue, setting)
    await worker.until('The pass failed; the next one goes on from there.')
    await worker.until('the pass is done')
    expect(worker.printed.stderr).toMatch(
      /^callspec: 127\.0\.0\.1:\d+\/\w{4}: butter \(desk\) GET \/api\/calls: 403 .* The pass failed;/m,
    )
    setting.simulators[0]!.clearFaults()
    await callspec(['enqueue', '--queue', queue, '--source', 'desk'], setting)
    await worker.until('the pass is done', 2)
    expect(await keys(copy)).toEqual(keysOf(setting.simulators))
    expect(await worker.end('SIGTERM')).toBe(0)
  })

  it('--every makes passes by schedule, and off ends the schedules and adds no pass', async () => {
    const { queue, copy } = await places()
    const setting = await twoAccounts(copy, onTestFinished)
    const worker = work(queue, setting)
    await callspec(['enqueue', '--queue', queue, '--every', '1s'], setting)
    await worker.until('the pass is done', 6)
    const off = await callspec(['enqueue', '--queue', queue, '--every', 'off'], setting)
    expect(off.stdout.split('\n').toSorted()).toEqual(['', 'desk: no longer scheduled.', 'field: no longer scheduled.'])
    const again = await callspec(['enqueue', '--queue', queue, '--every', 'off'], setting)
    expect(again).toMatchObject({ code: 0, stdout: 'Nothing was scheduled.\n' })
    expect(await worker.end('SIGTERM')).toBe(0)
  })

  it('a wrong password is one line that does not show it', async () => {
    const { queue: right, copy } = await places()
    const setting = await twoAccounts(copy, onTestFinished)
    const queue = right.replace(/(redis|postgres)-password/, 'not-this-one')
    for (const command of [['enqueue'], ['work', '--to', copy]]) {
      const { code, stdout, stderr } = await callspec([...command, '--queue', queue], setting)
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
      expect(stderr).toMatch(
        /^callspec: The queue \w+:\/\/\w*:\*\*\*@127\.0\.0\.1:\d+\/\w+ cannot be used: .+\. Check the URL and the server\.\n$/,
      )
    }
  })
})

it.each([
  ['amqp://me:secret@localhost', 'received "amqp"'],
  ['calls.db', 'received no URL'],
  ['redis://me:sec/ret@:x', 'received no URL'],
])('a queue at %s is refused with one line, as wrong usage', async (queue, received) => {
  const setting = await twoAccounts('calls.db', onTestFinished)
  const { code, stdout, stderr } = await callspec(['enqueue', '--queue', queue], setting)
  expect({ code, stdout, stderr }).toEqual({
    code: 2,
    stdout: '',
    stderr: `callspec: Invalid queue: ${received}. Pass a URL that begins with redis://, rediss:// or postgres://.\n`,
  })
})

it('a queue whose server is not there is one line', async () => {
  const setting = await twoAccounts('calls.db', onTestFinished)
  for (const queue of ['redis://:secret@127.0.0.1:1', 'postgres://me:secret@127.0.0.1:1/calls']) {
    const { code, stderr } = await callspec(['enqueue', '--queue', queue], setting)
    expect(code).toBe(1)
    expect(stderr).toMatch(
      /^callspec: The queue .*:\*\*\*@127\.0\.0\.1:1\S* cannot be used: connect ECONNREFUSED 127\.0\.0\.1:1\. Check .*\n$/,
    )
  }
})
