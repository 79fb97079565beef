import type { ReadableCalls } from '@callspec/mcp'
import { callLog } from 'callspec'
import type { Command } from 'commander'
import { loadSources, selectSources } from '../config/command-sources.js'
import { write, writeError, writeNote } from '../io/output.js'
import { refusePort } from '../io/refuse-port.js'
import { untilStopped } from '../io/until-stopped.js'
import { addCopyOptions, type CopyOptions } from '../options/copy-options.js'
import { collect, wholeNumber } from '../options/option-values.js'
import { addInputOption, addSourceOptions, type SourceOptions } from '../options/source-options.js'
import { oneLine } from '../print/one-line.js'
import { UsageError } from '../usage-error.js'
import { refuseRequestOptions } from './open-copy-log.js'

interface McpOptions extends SourceOptions, CopyOptions {
  source?: string[]
  demo?: boolean
  http?: number
  redact: boolean
  maxTokens?: number
}

const EXAMPLES = `
An agent starts the command itself and talks to it over stdin and stdout; say
where it is in the agent's configuration:
  {"mcpServers": {"callspec": {"command": "npx", "args": ["-y", "@callspec/cli", "mcp", "--demo"]}}}

Examples:
  callspec mcp --demo                     simulated calls, without an account
  callspec mcp --from calls.db            the copy that sync --to calls.db made
  callspec mcp                            the accounts of the configuration
  callspec mcp --from calls.db --http 4100

--http prints the address, and the token that a request needs. The token is
another one each time, unless CALLSPEC_MCP_TOKEN holds one of 16 characters or
more. Nobody but this machine can connect.

Telephone numbers, e-mail addresses and the names of contacts are masked, also in
what was said; --no-redact gives them to the agent.

Runs until its client leaves, or until Ctrl-C. Exit code: 0; 1 when the port is
not available; 2 for wrong usage.`

const LAST_PORT = 65_535
const LEAST_TOKENS = 1_000

export function addMcpCommand(program: Command): void {
  const command = program
    .command('mcp')
    .summary('let an agent ask for calls')
    .description('Serves read-only tools for agents by the Model Context Protocol: list, get, count and explain calls.')
    .option('--source <id>', 'only this source; may be repeated', collect)
    .option('--demo', 'simulated calls of every platform, which go when the command ends')
    .option(
      '--http <port>',
      'over HTTP on 127.0.0.1 in place of stdio; 0: any port that is free',
      wholeNumber('--http', 0, LAST_PORT),
    )
    .option('--no-redact', 'give telephone numbers, e-mail addresses and contacts as they are')
    .option(
      '--max-tokens <n>',
      'the longest answer, in tokens of 4 bytes (default: 10000)',
      wholeNumber('--max-tokens', LEAST_TOKENS),
    )
  addCopyOptions(addInputOption(addSourceOptions(command)))
    .addHelpText('after', EXAMPLES)
    .action(async (options: McpOptions) => serveTools(options))
}

async function serveTools(options: McpOptions): Promise<void> {
  const { http, redact, maxTokens } = options
  // Before anything starts, so that an early signal is handled.
  const stop = untilStopped()
  await withCalls(options, async (calls) => {
    const shown = { redact, maxTokens, onError: (error: Error) => writeError(oneLine(error.message).slice(0, LONGEST_ERROR)) }
    await (http === undefined ? overStdio(calls, shown, stop) : overHttp(calls, { ...shown, port: http }, stop))
  })
}

/** Opens what the tools read, for as long as it is used. */
async function withCalls(options: McpOptions, use: (calls: ReadableCalls) => Promise<void>): Promise<void> {
  const { from, demo, source, gone, config, timeout, verbose, input } = options
  if (from !== undefined && demo) throw new UsageError('--from and --demo exclude each other. Pass one of them.')
  if (gone && from === undefined) throw new UsageError('--gone is about the calls of a copy. Pass --from as well.')
  // Loaded here: no other command needs them.
  const { callsOfCopy, callsOfLog } = await import('@callspec/mcp')
  if (from === undefined && !demo) {
    const sources = selectSources(await loadSources({ config, timeout, verbose, input }), source)
    return use(callsOfLog(callLog(sources)))
  }
  refuseRequestOptions(options, from === undefined ? '--demo' : '--from')
  const { withCopy, withSimulatedCopy } = await import('./explored-copy.js')
  if (from === undefined) return withSimulatedCopy((copy) => use(callsOfCopy(copy, { sources: source })))
  return withCopy(from, (copy) => {
    // Refuses a source that it does not have.
    copy.log({ sources: source })
    return use(callsOfCopy(copy, { gone, sources: source }))
  })
}

interface Shown {
  redact: boolean
  maxTokens: number | undefined
  onError: (error: Error) => void
}

async function overStdio(calls: ReadableCalls, options: Shown, stop: AbortSignal): Promise<void> {
  const { serveMcpStdio } = await import('@callspec/mcp')
  if (process.stdin.isTTY) writeNote('An agent starts this command and talks to it over stdin. See callspec mcp --help.')
  const { closed, close } = await serveMcpStdio(calls, options)
  await Promise.race([closed, stopped(stop)])
  await close()
}

async function overHttp(calls: ReadableCalls, options: Shown & { port: number }, stop: AbortSignal): Promise<void> {
  const { serveMcpHttp } = await import('@callspec/mcp')
  const own = process.env.CALLSPEC_MCP_TOKEN || undefined
  const server = await serveMcpHttp(calls, { ...options, token: own }).catch((error: unknown) => refusePort(error, '--http'))
  try {
    await write(`${server.address}\n`)
    writeNote(own === undefined ? `Authorization: Bearer ${server.token}` : 'The token is that of CALLSPEC_MCP_TOKEN.')
    writeNote('Stop with Ctrl-C.')
    await stopped(stop)
  } finally {
    await server.close()
  }
}

const stopped = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })

/** What the SDK says of a message that is none may be a whole document. */
const LONGEST_ERROR = 200
