import { join } from 'node:path'
import { startSimulator } from '@callspec/simulator'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { expect, onTestFinished, test } from 'vitest'
import { BIN, callspec, callspecAlone, folder, folderWith, startCallspec } from './run-callspec.ts'

const simulator = await startSimulator('butter', { calls: 60 })
const { baseUrl, credentials } = simulator
const cwd = folderWith({ sources: [{ provider: 'butter', apiKey: credentials.apiKey, baseUrl }] })
expect((await callspec(['sync', '--to', 'calls.db', '--include', 'transcript'], { cwd })).code).toBe(0)
const copy = join(cwd, 'calls.db')

/** The official client over the stdio of the built command. */
async function connect(args: readonly string[], where = folder(), mode: 'legacy' | 'auto' = 'legacy'): Promise<Client> {
  const client = new Client({ name: 'test', version: '1.0.0' }, { versionNegotiation: { mode } })
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [BIN, 'mcp', ...args],
    cwd: where,
    env: {},
    stderr: 'pipe',
  })
  onTestFinished(() => client.close())
  await client.connect(transport)
  return client
}

// biome-ignore lint/suspicious/noExplicitAny: an answer has a form for each tool, which the client has checked by its schema
const ask = async (client: Client, name: string, given: object = {}): Promise<any> => {
  const { structuredContent, isError } = await client.callTool({ name, arguments: { ...given } })
  expect(isError ?? false).toBe(false)
  return structuredContent
}

test.each([
  ['a copy, without a configuration, by the protocol of 2025', ['--from', copy], undefined, 'legacy'],
  ['the platforms of a configuration, by the newest', [], cwd, 'auto'],
] as const)('the official client lists and calls every tool over stdio: %s', async (_, args, where, mode) => {
  const client = await connect(args, where, mode)
  const { tools } = await client.listTools()
  expect(tools).toHaveLength(5)
  const { sources, masked } = await ask(client, 'list_sources')
  expect([sources[0].source, masked]).toEqual(['butter', true])
  const { calls } = await ask(client, 'list_calls', { limit: 3 })
  expect(calls).toHaveLength(3)
  const { call } = await ask(client, 'get_call', { key: calls[0].key })
  expect([call.key, call.customerNumber]).toEqual([calls[0].key, expect.stringMatching(/^\*\*\*\d\d$/)])
  expect((await ask(client, 'call_totals', { by: ['status'] })).total.calls).toBe(60)
  expect((await ask(client, 'explain_query', { since: '2026-11-01' })).sources[0]).toMatchObject({
    source: 'butter',
    answers: true,
  })
})

test('--no-redact and --max-tokens do what they say', async () => {
  const client = await connect(['--from', copy, '--no-redact', '--max-tokens', '1000'])
  const { calls, nextCursor } = await ask(client, 'list_calls', { limit: 60, fields: ['customerNumber'] })
  expect(calls[0].customerNumber ?? calls[1].customerNumber).toMatch(/^\+1555010\d{4}$/)
  expect([calls.length < 60, typeof nextCursor]).toEqual([true, 'string'])
})

test('--http prints an address and a token, which the client needs; SIGTERM ends it with 0', async () => {
  const child = startCallspec(['mcp', '--from', copy, '--http', '0'])
  onTestFinished(() => void child.kill('SIGKILL'))
  const printed = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      printed[name] += text
    })
  }
  const ended = new Promise((resolve) => child.on('close', resolve))
  await expect.poll(() => printed.stderr).toContain('Stop with Ctrl-C.')
  const Authorization = /Bearer \S+/.exec(printed.stderr)?.[0] ?? ''
  const address = new URL(printed.stdout.trim())
  const client = new Client({ name: 'test', version: '1.0.0' })
  await client.connect(new StreamableHTTPClientTransport(address, { requestInit: { headers: { Authorization } } }))
  expect((await ask(client, 'call_totals')).total.calls).toBe(60)
  await client.close()
  const stranger = new Client({ name: 'test', version: '1.0.0' })
  await expect(stranger.connect(new StreamableHTTPClientTransport(address))).rejects.toThrow()
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
})

test('it ends when its client has left, and a token of the environment is printed nowhere', async () => {
  const left = await callspecAlone(['mcp', '--from', copy])
  expect(left).toEqual({ code: 0, stdout: '', stderr: '' })
  const token = 'a-token-of-my-own-0123'
  const child = startCallspec(['mcp', '--from', copy, '--http', '0'], { env: { CALLSPEC_MCP_TOKEN: token } })
  onTestFinished(() => void child.kill('SIGKILL'))
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (printed += text))
  await expect.poll(() => printed).toContain('Stop with Ctrl-C.')
  const [address = ''] = /http:\S+/.exec(printed) ?? []
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' })
  const headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' }
  const statuses = await Promise.all(
    [token, `${token}4`].map(async (each) => {
      const { status } = await fetch(address, { method: 'POST', body, headers: { ...headers, authorization: `Bearer ${each}` } })
      return status
    }),
  )
  expect([statuses, printed.includes(token)]).toEqual([[200, 401], false])
})

test('what cannot be served is refused in one line', async () => {
  const refused = async (...args: string[]) => {
    const { code, stdout, stderr } = await callspec(['mcp', ...args])
    return [code, stdout, stderr]
  }
  expect(await refused('--from', copy, '--demo')).toEqual([
    2,
    '',
    'callspec: --from and --demo exclude each other. Pass one of them.\n',
  ])
  expect(await refused('--from', copy, '--config', 'a.json')).toEqual([
    2,
    '',
    'callspec: --from reads a copy and sends no request. Leave --config out.\n',
  ])
  expect(await refused('--from', copy, '--source', 'acme')).toEqual([2, '', 'callspec: Unknown source "acme". Known: butter.\n'])
  expect(await refused('--max-tokens', '10')).toEqual([2, '', expect.stringContaining('Invalid --max-tokens: received "10"')])
})
