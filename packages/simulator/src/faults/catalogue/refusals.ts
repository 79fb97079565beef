// The platform refuses, or something in front of it does. The request is not carried out.
import { send } from '../../server/send.js'
import { writeAnswer } from '../../server/write-answer.js'
import type { Exchange, Fault, FaultValue } from '../fault.js'

/** A status in the platform's own error shape. Its usual headers are omitted: only the given hint is sent. */
function refuse({ refuse, response }: Exchange, status: number, message: string, hint: Record<string, string> = {}): void {
  const refusal = refuse(status, message)
  send(response, writeAnswer({ ...refusal, headers: { ...hint, ...refusal.headers } }))
}

const refusal = (status: number, message: string): Fault => ({
  inject: (exchange) => refuse(exchange, status, message),
})

/** A 429 with a hint. A number is seconds; a text is sent as it is, since platforms do not always write a time. */
const tooMany = (seconds: number, hint: (seconds: number) => Record<string, string>): Fault => ({
  value: {
    // A line break would end the header.
    isFine: (value) => (typeof value === 'number' ? value >= 0 : /^[\x20-\x7e]+$/.test(value)),
    right: 'seconds from 0 on, or the text of the header in printable ASCII',
  },
  inject(exchange, value: FaultValue = seconds) {
    const headers = hint(typeof value === 'number' ? value : seconds)
    const [first = ''] = Object.keys(headers)
    refuse(exchange, 429, 'Too many requests', typeof value === 'string' ? { ...headers, [first]: value } : headers)
  },
})

// Dates and epochs have whole seconds: rounded up, so that the wait is never shorter than requested.
const secondAfter = (seconds: number): number => Math.ceil(Date.now() / 1000 + seconds)

const badGateway =
  '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n'

/** The response of something in front of the platform, which knows nothing about its errors. */
const stranger = (status: number, text: string): Fault => ({
  inject: ({ response }) => send(response, { status, headers: { 'content-type': 'text/html' }, text }),
})

const spent = { 'x-ratelimit-limit': '100', 'x-ratelimit-remaining': '0' }

export const refusals = {
  '429': refusal(429, 'Too many requests'),
  '429-retry-after': tooMany(1, (seconds) => ({ 'retry-after': String(seconds) })),
  '429-retry-after-date': tooMany(1, (seconds) => ({ 'retry-after': new Date(secondAfter(seconds) * 1000).toUTCString() })),
  // Three thousand years; in milliseconds far beyond a timer's range.
  '429-retry-after-huge': tooMany(99_999_999_999, (seconds) => ({ 'retry-after': String(seconds) })),
  '429-rate-limit-reset': tooMany(1, (seconds) => ({ 'x-ratelimit-reset': String(secondAfter(seconds)), ...spent })),
  '429-rate-limit-reset-delta': tooMany(1, (seconds) => ({ 'x-ratelimit-reset': String(seconds), ...spent })),
  '429-rate-limit-reset-plain': tooMany(1, (seconds) => ({ 'ratelimit-reset': String(seconds), 'ratelimit-remaining': '0' })),
  '429-retry-after-ms': tooMany(1, (seconds) => ({ 'retry-after-ms': String(seconds * 1000) })),
  '429-rate-limit': tooMany(1, (seconds) => ({ ratelimit: `"hour";r=40;t=3000, "minute";r=0;t=${seconds}` })),
  '408': refusal(408, 'Request timeout'),
  '500': refusal(500, 'Internal server error'),
  '502-html': stranger(502, badGateway),
  // A gateway's 403 says nothing about the platform's key.
  '403-html': stranger(403, 'error code: 1010'),
  '407-html': stranger(407, '<html><head><title>407 Proxy Authentication Required</title></head></html>'),
  '503': refusal(503, 'Service unavailable'),
  // A `fetch` may repeat a request after this status.
  '421': refusal(421, 'Misdirected request'),
} as const satisfies Record<string, Fault>
