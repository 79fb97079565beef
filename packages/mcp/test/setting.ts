import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { providers } from '@callspec/all'
import { type McpHttpOptions, type ReadableCalls, serveMcpHttp } from '@callspec/mcp'
import { type ProviderId, type Simulator, startSimulator } from '@callspec/simulator'
import { openCopy, openStore, sync } from '@callspec/sync'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { PARTS, type Source } from 'callspec'
import { expect } from 'vitest'

/** Simulated platforms, the sources that ask them, and a copy that a sync made. */
export async function simulated(names: readonly ProviderId[], calls: number) {
  const simulators = await Promise.all(names.map((name) => startSimulator(name, { calls })))
  const sources = simulators.map(sourceOf)
  const folder = mkdtempSync(join(tmpdir(), 'callspec-mcp-'))
  const file = join(folder, 'calls.db')
  const store = await openStore(file)
  await sync(sources, store, { include: PARTS })
  const copy = await openCopy(file)
  const close = async () => {
    await copy.close()
    await store.close()
    await Promise.all(simulators.map((simulator) => simulator.close()))
    rmSync(folder, { recursive: true, force: true })
  }
  return { simulators, sources, store, copy, close }
}

/** Without waiting between requests, and without a second try. */
function sourceOf({ provider, baseUrl, credentials }: Simulator): Source {
  // Which credentials a provider takes is only known at run time.
  const create = providers[provider] as unknown as (options: object) => Source
  return create({ baseUrl, ...credentials, rateLimit: null, retries: 0 })
}

/** What a tool gave. */
export interface Given {
  isError: boolean
  text: string
  // Each test knows what it asked for.
  // biome-ignore lint/suspicious/noExplicitAny: an answer has a form for each tool, which the client has checked by its schema
  data: any
  bytes: { text: number; structured: number }
}

/** The official client, connected over HTTP, by the protocol of 2025 or, with `auto`, by the newest that both know. */
export async function connected(calls: ReadableCalls, options: McpHttpOptions = {}, mode: 'legacy' | 'auto' = 'legacy') {
  const server = await serveMcpHttp(calls, options)
  const client = new Client({ name: 'test', version: '1.0.0' }, { versionNegotiation: { mode } })
  const headers = { Authorization: `Bearer ${server.token}` }
  await client.connect(new StreamableHTTPClientTransport(new URL(server.address), { requestInit: { headers } }))
  const mostBytes = (options.maxTokens ?? 10_000) * 4
  return {
    server,
    client,
    async call(name: string, given: Record<string, unknown> = {}): Promise<Given> {
      const { content, structuredContent, isError = false } = await client.callTool({ name, arguments: given })
      const [block] = content
      const text = block?.type === 'text' ? block.text : ''
      const bytes = { text: Buffer.byteLength(text), structured: Buffer.byteLength(JSON.stringify(structuredContent ?? '')) }
      // Of every answer in every test.
      expect(bytes.text).toBeLessThanOrEqual(mostBytes)
      expect(bytes.structured).toBeLessThanOrEqual(mostBytes)
      if (!isError) expect(JSON.parse(text)).toEqual(structuredContent)
      return { isError, text, data: structuredContent, bytes }
    },
    async close() {
      await client.close()
      await server.close()
    },
  }
}
