import type { ExportedCall } from '../writer.js'
import { analysisOf } from './analysis.js'
import { dialogOf } from './dialog.js'
import { partiesOf } from './parties.js'
import type { Analysis, Attachment, Vcon } from './vcon.js'
import { vconUuid } from './vcon-uuid.js'

export interface ToVconOptions {
  /** Whether the platform's own rows are attached. */
  raw: boolean
  /** When an undated call became a vCon. */
  now: string
}

/** A call as a vCon in its unsigned form. */
export function toVcon(call: ExportedCall, { raw, now }: ToVconOptions): Vcon {
  const createdAt = call.createdAt ?? call.occurredAt ?? call.endedAt ?? call.updatedAt
  const parties = partiesOf(call)
  const dialog = dialogOf(call, parties)
  const rows = raw ? rowsOf(call) : []
  const attachments =
    dialog.length > 0 ? rows.map(([purpose, body]) => attachment(purpose, body, dialog[0]!.start, parties.list.length)) : []
  return {
    vcon: '0.4.0',
    // An undated call has the same one in every export, too.
    uuid: vconUuid(call.key, createdAt === null ? 0 : Date.parse(createdAt)),
    created_at: createdAt ?? now,
    ...(call.updatedAt !== null && { updated_at: call.updatedAt }),
    // Whoever attaches something is a party.
    parties: [
      ...parties.list,
      ...(attachments.length > 0 ? [{ name: call.provider, validation: 'none', type: 'organization' } as const] : []),
    ],
    ...(dialog.length > 0 && { dialog }),
    // What is attached belongs to a dialog; without one, the rows are reports as well.
    analysis: [
      ...analysisOf(call, parties, dialog.length > 0),
      ...(dialog.length > 0 ? [] : rows.map(([, body]) => reportOf(call, body))),
    ],
    ...(attachments.length > 0 && { attachments }),
  }
}

const rowsOf = ({ raw, rawDetail }: ExportedCall): [purpose: string, body: unknown][] => [
  ...(raw != null ? [['row of the list', raw] satisfies [string, unknown]] : []),
  ...(rawDetail != null ? [['response of get', rawDetail] satisfies [string, unknown]] : []),
]

const reportOf = ({ provider }: ExportedCall, body: unknown): Analysis => ({
  type: 'report',
  vendor: provider,
  mediatype: 'application/json',
  body,
  encoding: 'json',
})

const attachment = (purpose: string, body: unknown, start: string, party: number): Attachment => ({
  purpose: `the platform's own ${purpose}`,
  start,
  party,
  dialog: 0,
  mediatype: 'application/json',
  body,
  encoding: 'json',
})
