import type { ReadableCalls } from '../calls/readable-calls.js'
import { type McpOptions, mcpServers } from './mcp-servers.js'

export interface McpStdio {
  /** Resolves once the client has closed its end. */
  readonly closed: Promise<void>
  close(): Promise<void>
}

/** Serves the tools over stdin and stdout, which nothing else may write to. */
export async function serveMcpStdio(
  calls: ReadableCalls,
  options: McpOptions & { onError?: (error: Error) => void } = {},
): Promise<McpStdio> {
  // Before anything is awaited, so that no end is missed.
  const closed = new Promise<void>((resolve) => {
    process.stdin.once('end', resolve).once('close', resolve)
  })
  const servers = await mcpServers(calls, options)
  const { StdioServerTransport, serveStdio } = await import('@modelcontextprotocol/server/stdio')
  const { close } = serveStdio(servers, {
    transport: new StdioServerTransport(process.stdin, process.stdout),
    onerror: options.onError,
  })
  return { closed, close }
}
