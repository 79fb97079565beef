import type { Status, Turn } from 'callspec'
import type { ExportedCall } from '../writer.js'
import type { Parties } from './parties.js'
import type { Dialog } from './vcon.js'

const DISPOSITIONS: Partial<Record<Status, NonNullable<Dialog['disposition']>>> = {
  no_answer: 'no-answer',
  busy: 'busy',
  failed: 'failed',
}

/** Nobody has spoken on such a call. Why is no word of the draft's. */
const SILENT: ReadonlySet<Status> = new Set(['queued', 'ringing', 'canceled'])

/**
 * The call itself comes first, with its recording where there is an address; on a call in writing, what was written, turn by turn, stands for it.
 * Empty for a call that has not come about, and for one without any stamp: a dialog begins at some time.
 */
export function dialogOf(call: ExportedCall, { both, customer, agent }: Parties): Dialog[] {
  const start = call.occurredAt
  if (start === null) return []
  const isWritten = call.channel === 'chat'
  const turns = isWritten ? (call.transcript ?? []) : []
  const url = recordingOf(call)
  if (SILENT.has(call.status) && url === undefined && turns.length === 0) return []
  const disposition = url === undefined ? DISPOSITIONS[call.status] : undefined
  const common = {
    start,
    ...(call.durationSeconds !== null && call.durationSeconds >= 0 && { duration: call.durationSeconds }),
    parties: both,
    application: call.provider,
    ...(url !== undefined && { url }),
  }
  const whole: Dialog = disposition
    ? { type: 'incomplete', ...common, disposition }
    : { type: isWritten ? 'text' : 'recording', ...common }
  return [
    ...(turns.length === 0 || disposition || url !== undefined ? [whole] : []),
    ...turns.map((turn): Dialog => {
      const { speaker, text } = turn
      const writer = speaker === 'customer' ? customer : speaker === 'agent' ? agent : undefined
      return {
        type: 'text',
        start: beginOf(turn, call) ?? start,
        parties: writer === undefined ? both : [writer, ...both.filter((party) => party !== writer)],
        application: call.provider,
        mediatype: 'text/plain',
        body: text,
        encoding: 'none',
      }
    }),
  ]
}

/** A turn without a stamp begins so many seconds after the call. `null` also for an instant that no stamp of the draft says. */
function beginOf({ at, offsetSeconds }: Turn, { startedAt }: ExportedCall): string | null {
  if (at !== null || offsetSeconds === null || startedAt === null) return at
  const ms = Date.parse(startedAt) + offsetSeconds * 1000
  return ms >= 0 && ms < YEAR_10000 ? new Date(ms).toISOString() : null
}

const YEAR_10000 = Date.UTC(10_000)

/**
 * The address of the recording, if it is a whole one; anything else stands in the report alone. The draft wants a hash of the recording beside
 * it, which only the recording itself could tell.
 */
function recordingOf({ recordingUrl }: ExportedCall): string | undefined {
  return recordingUrl != null && URL.canParse(recordingUrl) ? recordingUrl : undefined
}
