import { once } from 'node:events'
import { connect } from 'node:net'
import { faultNames } from '@callspec/simulator'
import { describe, expect, test } from 'vitest'
import { collectFaults } from '../src/options/fault-rule.js'
import { callspec, startCallspec } from './run-callspec.js'

describe('--fault', () => {
  test.each([
    ['500', { fault: '500' }],
    ['500@3', { fault: '500', at: [3] }],
    ['408@1,12', { fault: '408', at: [1, 12] }],
    ['429-retry-after%5', { fault: '429-retry-after', rate: 0.05 }],
    ['connection-dropped%0.5', { fault: 'connection-dropped', rate: 0.005 }],
    ['slow=2000@1,4', { fault: 'slow', value: 2000, at: [1, 4] }],
    ['429-retry-after=soon%100', { fault: '429-retry-after', value: 'soon', rate: 1 }],
    ['repeated-page=rows', { fault: 'repeated-page', value: 'rows' }],
  ])('%s is a rule', (text, rule) => {
    expect(collectFaults(text)).toEqual([rule])
    expect(collectFaults(text, [{ fault: '503' }])).toEqual([{ fault: '503' }, rule])
  })

  const form = 'Pass NAME, NAME@N,N or NAME%PERCENT, with =VALUE after NAME if need be.'
  test.each([
    ['50@3', `Invalid --fault 50@3: Unknown fault "50". Known: ${faultNames.join(', ')}.`],
    ['500@0', 'Invalid --fault 500@0: Invalid at of fault "500": received [0]. Pass numbers of requests, the first being 1.'],
    ['500%101', 'Invalid --fault 500%101: received 101 percent. Pass 0 to 100.'],
    ['500=1', 'Invalid --fault 500=1: Invalid value of fault "500": received 1. It takes none.'],
    ['500@', `Invalid --fault: received "500@". ${form}`],
    ['500%5@1', `Invalid --fault: received "500%5@1". ${form}`],
    ['', `Invalid --fault: received "". ${form}`],
  ])('%s is refused in one line with exit code 2', async (text, message) => {
    expect(await callspec(['simulate', '--fault', text])).toEqual({ code: 2, stdout: '', stderr: `callspec: ${message}\n` })
  })

  test('happens at every simulator, and what it leaves hanging does not keep the command from ending', async () => {
    const rules = ['500@1', 'slow=2000000000@3', 'body-stalled@4'].flatMap((rule) => ['--fault', rule])
    const child = startCallspec(['simulate', '--calls', '3', ...rules])
    const [text] = await once(child.stdout.setEncoding('utf8'), 'data')
    for (const { baseUrl } of JSON.parse(text).sources) {
      expect([(await fetch(baseUrl)).status, (await fetch(baseUrl)).status]).toEqual([500, 404])
      await knock(baseUrl)
      await knock(baseUrl)
    }
    child.kill('SIGINT')
    expect(await once(child, 'close')).toEqual([0, null])
  })
})

/** Sends a request and waits only until the server has it, which is when it asks for the rest. */
async function knock(baseUrl: string): Promise<void> {
  const { hostname, port } = new URL(baseUrl)
  const socket = connect(Number(port), hostname)
  // The command ends before it answers.
  socket.on('error', () => undefined)
  socket.write(`GET / HTTP/1.1\r\nhost: ${hostname}\r\nexpect: 100-continue\r\n\r\n`)
  const [first] = await once(socket.setEncoding('utf8'), 'data')
  expect(first).toContain('HTTP/1.1 100 Continue')
}
