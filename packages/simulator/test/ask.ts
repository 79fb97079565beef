import type { ProviderId, Simulator } from '../src/index.js'

/** How each platform's documentation says that credentials travel. */
export const headersOf: Record<ProviderId, (credentials: Record<string, string>) => Record<string, string>> = {
  agentvoice: ({ apiKey, organizationId }) => ({ 'x-api-key': apiKey ?? '', 'x-organization-id': organizationId ?? '' }),
  autocalls: ({ token }) => ({ Authorization: `Bearer ${token}` }),
  butter: ({ apiKey }) => ({ 'X-API-Key': apiKey ?? '' }),
  talkover: ({ token }) => ({ Authorization: `Bearer ${token}` }),
  zudu: ({ apiKey, apiSecret }) => ({ 'X-API-KEY': apiKey ?? '', 'X-API-SECRET': apiSecret ?? '' }),
}

/** Tests read into answers of many shapes, and `expect` does the checking. */
// biome-ignore lint/suspicious/noExplicitAny: the type of what JSON.parse returns
export type Json = any

export interface Asked {
  status: number
  body: Json
  headers: Headers
}

/** One real request. `path` stands below the base URL. */
export async function ask(
  simulator: Simulator,
  path: string,
  { method = 'GET', body, headers }: { method?: string; body?: unknown; headers?: Record<string, string> } = {},
): Promise<Asked> {
  const response = await fetch(simulator.baseUrl + path, {
    method,
    headers: {
      ...(headers ?? headersOf[simulator.provider](simulator.credentials)),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
  })
  return { status: response.status, body: await response.json(), headers: response.headers }
}
