import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio'
import type { ReadableCalls } from '../calls/readable-calls.js'
import { type McpOptions, mcpServers } from './mcp-servers.js'

export interface McpStdio {
  /** Resolves once the client has closed its end. */
  readonly closed: Promise<void>
  close(): Promise<void>
}

/** Serves the tools over stdin and stdout, which nothing else may write to. */
export function serveMcpStdio(calls: ReadableCalls, options: McpOptions & { onError?: (error: Error) => void } = {}): McpStdio {
  const closed = new Promise<void>((resolve) => {
    process.stdin.once('end', resolve).once('close', resolve)
  })
  const { close } = serveStdio(mcpServers(calls, options), {
    transport: new StdioServerTransport(process.stdin, process.stdout),
    onerror: options.onError,
  })
  return { closed, close }
}
