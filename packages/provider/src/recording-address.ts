import type { Source } from './definition.js'
import type { Call } from './model/call.js'

/** Where a recording is opened. */
export interface RecordingAddress {
  url: string
  /** Whether the platform documents that it takes the account's credentials. */
  authorize: boolean
  /** Whether the address itself is the permission to open it, and may expire: `get` brings a fresh one. */
  isSigned: boolean
}

/**
 * Where a call's recording is opened: by the platform's own request if it has one, otherwise at the address in the call; `null`: the call has
 * none by now.
 */
export function recordingAddress(
  { baseUrl, definition: { descriptor, recording } }: Pick<Source, 'baseUrl' | 'definition'>,
  { id, recordingUrl }: Pick<Call, 'id' | 'recordingUrl'>,
): RecordingAddress | null {
  if (recordingUrl === null || recordingUrl === undefined) return null
  const authorize = descriptor.recording?.access.includes('authenticated') ?? false
  // An id that is a dot or two would lead to another request.
  if (recording && !/^\.{1,2}$/.test(id)) {
    return { url: `${baseUrl}${recording.path.replace(/\{\w+\}/, encodeURIComponent(id))}`, authorize, isSigned: false }
  }
  // What the documentation leaves open, the form of the address tells: a signature is in its query.
  return { url: recordingUrl, authorize, isSigned: URL.canParse(recordingUrl) && new URL(recordingUrl).search !== '' }
}
