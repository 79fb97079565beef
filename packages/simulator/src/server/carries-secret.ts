import type { IncomingMessage } from 'node:http'

/** Whether the head of a request, or the given body, holds a credential of the platform. */
export function carriesSecret(request: IncomingMessage, credentials: Readonly<Record<string, string>>, body = ''): boolean {
  const [, basic = ''] = /^Basic (\S+)$/i.exec(request.headers.authorization ?? '') ?? []
  const text = `${request.url} ${request.rawHeaders.join(' ')}${atob(basic)}${body}`
  return Object.values(credentials).some((secret) => text.includes(secret))
}
