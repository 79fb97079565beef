import type { ClientDescriptor } from '../descriptor.js'
import { type ClientPagedOperation, pageInit } from '../paging/page.js'
import type { Position } from '../paging/page-types.js'
import type { SendInit } from '../types/send.js'
import type { Sender } from './send.js'
import { serializePath, serializeQuery } from './serialize.js'

/** A request as it goes out, without header values, which are credentials. */
export interface WireRequest {
  method: string
  /** The whole URL, exactly as it is sent. */
  url: string
  /** Names of the headers that the client sets. */
  headers: string[]
  body: string | null
}

/** The request that `readPage` would send for one page of a list. */
export function wirePageRequest(
  descriptor: ClientDescriptor,
  operation: ClientPagedOperation,
  { baseUrl, ids = {} }: Pick<Sender, 'baseUrl'> & Partial<Pick<Sender, 'ids'>>,
  init: SendInit,
  position: Position,
  size: number | null,
): WireRequest {
  const { method, path, source } = operation
  const { params, body } = pageInit(operation, init, position, size)
  const key = `${method} ${path}`
  const context = { descriptor, source, operation: key, known: descriptor.operations[key], ids }
  const query = serializeQuery(params?.query, context)
  const pathname = serializePath(path, params?.path, context)
  const credentials = Object.values(descriptor.credentials).flatMap(({ header }) => header ?? [])
  const own = [...new Set([...credentials, ...Object.keys(descriptor.headers ?? {})])]
  return {
    method,
    // `Request` encodes what `encodeURIComponent` leaves, such as `'`.
    url: new URL(`${baseUrl}${pathname}${query && `?${query}`}`).href,
    headers: body === undefined ? own : [...own, 'Content-Type'],
    body: body === undefined ? null : JSON.stringify(body),
  }
}
