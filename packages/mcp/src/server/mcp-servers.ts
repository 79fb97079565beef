import type { jsonSchemaValidator, McpServer } from '@modelcontextprotocol/server'
import { CallspecError } from 'callspec'
import { DATA_NOTE, failed } from '../answer/answer.js'
import { Cursors } from '../answer/cursors.js'
import { BYTES_PER_TOKEN } from '../answer/size.js'
import type { ReadableCalls } from '../calls/readable-calls.js'
import { Recent } from '../calls/recent.js'
import { VERSION } from '../generated/version.js'
import { type Room, shownFailure } from '../tools/room.js'
import { asJsonSchema, type Tool } from '../tools/tool.js'
import { TOOLS } from '../tools/tools.js'

export interface McpOptions {
  /** Whether telephone numbers, e-mail addresses and contacts are masked. Default `true`. */
  redact?: boolean | undefined
  /** The longest answer, in tokens of four bytes: of structured content, and of text. Default 10,000. */
  maxTokens?: number | undefined
}

export const DEFAULT_MAX_TOKENS = 10_000
/** Below this, notes leave no room for a call. */
export const LEAST_TOKENS = 1_000

/** Calls of a slice that is under way. */
const MOST_GOT = 20

const INSTRUCTIONS = `Calls that voice agents took, on any platform. Begin with list_sources. call_totals counts, list_calls lists, get_call tells everything of one call, explain_query says how far an answer can be relied on. Every answer has assumed, leftOut and goOn: read them before you conclude. What is not told is not known. ${DATA_NOTE}`

/**
 * Makes servers with the same tools over the same calls: one for each connection, or for each request. Cursors of one are good for the others.
 * @throws CallspecError `invalid-configuration`
 */
export async function mcpServers(
  calls: ReadableCalls,
  { redact = true, maxTokens = DEFAULT_MAX_TOKENS }: McpOptions = {},
): Promise<() => McpServer> {
  if (!Number.isSafeInteger(maxTokens) || maxTokens < LEAST_TOKENS)
    throw new CallspecError(`Invalid maxTokens: received ${maxTokens}. Pass a whole number from ${LEAST_TOKENS} on.`, {
      code: 'invalid-configuration',
    })
  // Loaded here: what it validates with keeps a registry in a global.
  const { fromJsonSchema, McpServer } = await import('@modelcontextprotocol/server')
  const room: Room = {
    calls,
    redact,
    mostBytes: maxTokens * BYTES_PER_TOKEN,
    cursors: new Cursors(),
    got: new Recent(MOST_GOT),
  }
  // Compiled once.
  const tools = TOOLS.map((tool) => ({
    tool,
    inputSchema: fromJsonSchema<Arguments>(asJsonSchema(tool.inputSchema(calls)), UNCHECKED),
    outputSchema: fromJsonSchema(asJsonSchema(tool.outputSchema)),
  }))
  return () => {
    const server = new McpServer({ name: 'callspec', title: 'callspec', version: VERSION }, { instructions: INSTRUCTIONS })
    for (const { tool, inputSchema, outputSchema } of tools) {
      server.registerTool(
        tool.name,
        {
          title: tool.title,
          description: tool.description(calls),
          inputSchema,
          outputSchema,
          annotations: {
            title: tool.title,
            readOnlyHint: true,
            destructiveHint: false,
            idempotentHint: true,
            openWorldHint: !calls.isCopy,
          },
        },
        (given, { mcpReq: { signal } }) => run(room, tool, given, signal),
      )
    }
    return server
  }
}

type Arguments = Readonly<Record<string, unknown>>

/** Refuses nothing by itself: the tool does, in words that name what is known, which a validator of schemas does not. */
const UNCHECKED: jsonSchemaValidator = {
  // Arguments are an object by the protocol.
  getValidator: () => (given) => ({ valid: true, data: given as never, errorMessage: undefined }),
}

async function run(room: Room, tool: Tool, given: Arguments, signal: AbortSignal) {
  try {
    return await tool.run(room, given, signal)
  } catch (error) {
    // Nobody waits for the answer.
    if (signal.aborted) throw error
    return failed(shownFailure(room, error), room.mostBytes)
  }
}
