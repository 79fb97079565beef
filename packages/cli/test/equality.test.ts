import { type Simulator, startSimulators } from '@callspec/simulator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectedCalls, isUnsupported, NAMES, type Question, questions } from '../../callspec/test/oracle.js'
import { callspecAlone, folderWith } from './run-callspec.js'

const COUNT = 1000

let simulators: Record<string, Simulator>
let all: Simulator[]
let asked: Record<string, Question>
let cwd: string

beforeAll(async () => {
  simulators = await startSimulators({ calls: COUNT, seed: 11 })
  all = Object.values(simulators)
  asked = questions(simulators)
  const sources = all.map(({ provider, baseUrl, credentials }) => ({ provider, baseUrl, ...credentials }))
  cwd = folderWith({ sources })
})
afterAll(async () => {
  await Promise.all(all.map((simulator) => simulator.close()))
})

/** The options of the command that ask a question. */
function options(question: Question): string[] {
  const { since, until, status = [], direction, channel, isTest, phoneNumber, agentId, campaignId } = question
  const { minDurationSeconds: least, maxDurationSeconds: most } = question
  return Object.entries({
    '--since': since,
    '--until': until,
    '--direction': direction,
    '--channel': channel,
    '--is-test': isTest === undefined ? undefined : String(isTest),
    '--phone-number': phoneNumber,
    '--agent-id': agentId,
    '--campaign-id': campaignId,
    '--min-duration': least === undefined ? undefined : String(least),
    '--max-duration': most === undefined ? undefined : `${most}s`,
  })
    .flatMap(([name, value]) => (value === undefined ? [] : [name, value]))
    .concat(status.flatMap((word) => ['--status', word]))
}

describe('`callspec list --json` over 1,000 simulated calls of every platform', () => {
  it('asks every question that there is', () => {
    expect(Object.keys(asked)).toEqual(NAMES)
  })

  it.each(NAMES)('prints exactly the calls that the simulators hold, newest first: %s', async (name) => {
    const question = asked[name]!
    const { code, stdout } = await callspecAlone(['list', '--json', '--no-raw', ...options(question)], { cwd })
    const calls: { key: string; occurredAt: string | null }[] = stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line))
    const expected = expectedCalls(all, question)
    expect(calls.map(({ key }) => key).toSorted()).toEqual(expected.map(({ key }) => key).toSorted())
    const stamps = calls.map(({ occurredAt }) => occurredAt)
    // Undated calls come last.
    expect(stamps).toEqual(stamps.toSorted((one, other) => (other ?? '').localeCompare(one ?? '')))
    expect(code).toBe(all.some(({ provider }) => isUnsupported(provider, question)) ? 1 : 0)
  })
})
