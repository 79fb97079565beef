import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { butter } from '@callspec/all'
import { type ExportOptions, exportCalls, type Loss } from '@callspec/export'
import { startSimulator } from '@callspec/simulator'
import { type Call, callLog, redactCall } from 'callspec'
import { callJson } from 'callspec/json'
import { expect, onTestFinished, test } from 'vitest'
import { callWith, HOSTILE, stream } from './calls.js'
import { folder } from './folder.js'

const linesOf = (file: string) => readFileSync(file, 'utf8').split('\n')

test('the lines are those of callJson, with everything in them', async () => {
  const file = join(folder(), 'calls.ndjson')
  const calls = [...HOSTILE, 'half \ud83d'].map((name) => callWith({ agent: { id: null, name } }))
  expect(await exportCalls(stream(calls), file, { raw: true })).toEqual({ calls: calls.length, losses: 0 })
  const toLine = callJson([], true, () => undefined)
  expect(readFileSync(file, 'utf8')).toBe(calls.map(toLine).join(''))
  expect(
    linesOf(file)
      .slice(0, -1)
      .map((line) => JSON.parse(line)),
  ).toEqual(calls.map((call) => ({ schema: 'urn:callspec:call:3', ...call })))
})

test("the platform's own rows are there only where asked for, and without its secrets", async () => {
  const path = folder()
  const rawIn = async (options: ExportOptions) => {
    await exportCalls(stream([callWith()]), join(path, 'calls.ndjson'), options)
    return JSON.parse(readFileSync(join(path, 'calls.ndjson'), 'utf8')).raw
  }
  const source = butter({ id: 'acme', apiKey: 'key' })
  const secretive = {
    ...source,
    definition: { ...source.definition, descriptor: { ...source.definition.descriptor, secrets: ['access_token'] } },
  }
  expect(await rawIn({})).toBeUndefined()
  expect(await rawIn({ raw: true, sources: [secretive] })).toEqual({ call_sid: 'call_1', access_token: '***' })
})

test('a listing, its pages and lists of calls give the same file', async () => {
  const simulator = await startSimulator('butter', { calls: 230 })
  onTestFinished(simulator.close)
  const { baseUrl, credentials } = simulator
  const source = butter({ baseUrl, ...(credentials as { apiKey: string }) })
  const log = callLog([source])
  const path = folder()
  const options = { raw: true, sources: [source] }
  expect(await exportCalls(log.list(), join(path, 'one-by-one.ndjson'), options)).toEqual({ calls: 230, losses: 0 })
  await exportCalls(log.list().pages(), join(path, 'pages.ndjson'), options)
  const calls: Call[] = []
  for await (const call of log.list()) calls.push(call)
  await exportCalls(stream([calls.slice(0, 7), calls.slice(7)]), join(path, 'lists.ndjson'), options)
  const [first, ...others] = ['one-by-one', 'pages', 'lists'].map((name) => readFileSync(join(path, `${name}.ndjson`), 'utf8'))
  expect(first?.split('\n')).toHaveLength(231)
  for (const other of others) expect(other).toBe(first)
})

test('a redacted call stays so', async () => {
  const file = join(folder(), 'calls.ndjson')
  await exportCalls(stream([redactCall(callWith())]), file, { raw: true })
  const text = readFileSync(file, 'utf8')
  expect(text).not.toMatch(/Ångström|15551234567|secret|Hello/)
  expect(JSON.parse(text)).toMatchObject({ customerNumber: '***67' })
})

test('a call whose raw data is nested too deeply is written without it, and reported', async () => {
  const file = join(folder(), 'calls.ndjson')
  const losses: Loss[] = []
  let raw: unknown = 1
  // Node writes nested arrays without recursion, but not objects with numbers as names.
  for (let depth = 0; depth < 100_000; depth++) raw = { 0: raw }
  await exportCalls(stream([callWith({ raw })]), file, { raw: true, onLoss: (loss) => losses.push(loss) })
  expect(JSON.parse(readFileSync(file, 'utf8'))).not.toHaveProperty('raw')
  expect(losses).toEqual([{ key: 'acme/call_1', member: 'raw', what: 'is nested too deeply for JSON and was left out' }])
})
