import type { ClientDescriptor } from '@callspec/core'
import type { Source } from './definition.js'
import { idParameter } from './inputs.js'
import { type ApiBase, apiPath } from './map/api-path.js'
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
  { baseUrl, ids, definition: { descriptor, recording } }: Pick<Source, 'baseUrl' | 'ids' | 'definition'>,
  { id, recordingUrl }: Pick<Call, 'id' | 'recordingUrl'>,
): RecordingAddress | null {
  if (recordingUrl === null || recordingUrl === undefined) return null
  const authorize = descriptor.recording?.access.includes('authenticated') ?? false
  const own = recording && ownAddress(recording.path, { descriptor, baseUrl, ids, id })
  if (own) return { url: own, authorize, isSigned: false }
  // What the documentation leaves open, the form of the address tells: a signature is in its query.
  return { url: recordingUrl, authorize, isSigned: URL.canParse(recordingUrl) && new URL(recordingUrl).search !== '' }
}

/** Where the platform's own request opens the recording of a call. */
function ownAddress(
  path: string,
  { descriptor, baseUrl, ids = {}, id }: ApiBase & { descriptor: ClientDescriptor; id: string },
): string | undefined {
  const filled = descriptor.operations[`GET ${path}`]?.filled?.path ?? {}
  const known = Object.entries(filled).map(([parameter, credential]) => [parameter, ids[credential] ?? null])
  return apiPath(path, { ...Object.fromEntries(known), [idParameter(descriptor, path)]: id })?.({ baseUrl })
}
