import type { SignedRequest } from './scheme.js'

/** The body as text. Where the request has none, what its address says: some platforms can be told to send a form by `GET`. */
export function readText({ body, url }: Pick<SignedRequest, 'body' | 'url'>): string {
  if (body.length > 0) return new TextDecoder().decode(body)
  const from = url?.indexOf('?') ?? -1
  return url === null || from < 0 ? '' : url.slice(from + 1).replace(/#.*$/s, '')
}
