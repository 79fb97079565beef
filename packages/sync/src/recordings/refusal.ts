import { RecordingError } from './recording-error.js'

/** Statuses of a signed address that has expired, or was signed for something that is gone. Google's storage says 400. */
const EXPIRED: readonly number[] = [400, 401, 403, 404, 410]
const NOT_YET: readonly number[] = [202, 404, 425]

/** What a response means that is no recording, by its status. */
export function refusal(
  { status, url: finalUrl }: Pick<Response, 'status' | 'url'>,
  { url, isSigned = hasQuery(url) }: { url: string; isSigned?: boolean },
): RecordingError {
  // A redirect leads to an address that may be signed as well.
  const isKey = isSigned || (finalUrl !== '' && finalUrl !== url && hasQuery(finalUrl))
  if (isKey && EXPIRED.includes(status))
    return new RecordingError('expired', `${status}: the signed address does not open any more. Get the call again.`, { status })
  if (NOT_YET.includes(status)) return new RecordingError('not-yet', `${status}: there is no file by now.`, { status })
  const advice =
    status === 401 || status === 403 ? ' Check the credentials.' : status >= 500 || status === 429 ? ' Try again later.' : ''
  return new RecordingError('failed', `${status} in place of the file.${advice}`, { status })
}

export const wrongType = (type: string, status: number): RecordingError =>
  new RecordingError('failed', `Expected audio or video, received ${known(type)}.`, { status })

const hasQuery = (url: string): boolean => URL.canParse(url) && new URL(url).search !== ''

/** A type in words that cannot hold anything else. */
const known = (type: string): string => (/^(text|application)\/(html|plain|xml|json)$/.test(type) ? type : 'something else')
