import type { Simulator } from '../src/index.js'
import { documented } from './all-documented.js'
import { query } from './documented.js'

/** Tests read into answers of many shapes, and `expect` does the checking. */
// biome-ignore lint/suspicious/noExplicitAny: the type of what JSON.parse returns
export type Json = any

export interface Asked {
  status: number
  body: Json
  headers: Headers
}

export const FORM = 'application/x-www-form-urlencoded'

/** One real request, whose redirect is its answer. `path` stands below the base URL. */
export async function ask(
  simulator: Simulator,
  path: string,
  {
    method = 'GET',
    body,
    headers,
    form,
  }: { method?: string; body?: unknown; headers?: Record<string, string>; form?: boolean } = {},
): Promise<Asked> {
  const response = await fetch(simulator.baseUrl + path, {
    method,
    redirect: 'manual',
    headers: {
      ...documented[simulator.provider].constantHeaders,
      ...(headers ?? documented[simulator.provider].headers(simulator.credentials)),
      ...(body === undefined ? {} : { 'content-type': form ? FORM : 'application/json' }),
    },
    body: form ? query(Object(body)) : body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
  })
  const text = await response.text()
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text), headers: response.headers }
}
