import type { CallToolResult, JsonSchemaType } from '@modelcontextprotocol/server'
import type { ReadableCalls } from '../calls/readable-calls.js'
import type { Room } from './room.js'

/** JSON Schema of an object. */
export interface ObjectSchema {
  readonly type: 'object'
  readonly properties: Readonly<Record<string, object>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean
}

/** A tool, before there is a server. */
export interface Tool {
  readonly name: string
  readonly title: string
  description(calls: ReadableCalls): string
  inputSchema(calls: ReadableCalls): ObjectSchema
  readonly outputSchema: ObjectSchema
  /** @throws CallspecError `invalid-query` naming what was wrong and the known words */
  run(room: Room, given: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<CallToolResult>
}

/** As the SDK types a schema: its lists can be changed there, which nobody does. */
export const asJsonSchema = (schema: ObjectSchema): JsonSchemaType => schema as JsonSchemaType
