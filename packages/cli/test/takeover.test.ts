import { describe, expect, it } from 'vitest'
import { callspec } from './run-callspec.js'
import { keys, keysOf, startPlaces, twoAccounts, work } from './work-setting.js'

// Beside each other: a queue waits for most of a minute before it takes a worker for dead.
describe.concurrent.each(startPlaces())('$name', ({ places }) => {
  it('what a killed worker held is taken over within two minutes', async ({ onTestFinished }) => {
    const { queue, copy } = await places()
    const setting = await twoAccounts(copy, onTestFinished)
    const [desk] = setting.simulators
    desk!.fault({ fault: 'slow', value: 200 })
    await callspec(['enqueue', '--queue', queue, '--source', 'desk'], setting)
    const first = work(queue, setting)
    await first.until('new or changed', 2)
    // It reads its next page until it is killed, however long another takes to start.
    desk!.clearFaults()
    desk!.fault({ fault: 'slow', value: 25_000 })
    const second = work(queue, setting)
    await second.until('Waits for passes.')
    await first.end('SIGKILL')
    desk!.clearFaults()
    await second.until('the pass is done', 1, 120_000)
    expect(second.printed.stderr).toContain('desk: goes on with the pass of ')
    expect(await keys(copy)).toEqual(keysOf(setting.simulators.slice(0, 1)))
    expect(await second.end('SIGTERM')).toBe(0)
  })
})
