import type { ErrorCode } from '@callspec/core'

const CODES: Readonly<Record<number, ErrorCode>> = { 401: 'unauthorized', 403: 'forbidden', 408: 'timeout', 429: 'rate-limited' }

/** What a response means that is no recording, by its status: code, text and status of the error. */
export function refusedRecording({ status }: Response, isSigned: boolean): [code: ErrorCode, text: string, status: number] {
  const code = CODES[status] ?? (status >= 500 ? 'server' : status >= 400 ? 'invalid-request' : 'unexpected-response')
  const advice =
    status >= 500 || status === 429
      ? ' Try again later.'
      : status === 401 || status === 403
        ? isSigned
          ? ' Its signed address may have expired: get the call again.'
          : ' Check the credentials.'
        : ''
  return [code, `was refused: ${status}.${advice}`, status]
}
