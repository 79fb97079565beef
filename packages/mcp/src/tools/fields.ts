import { CallspecError, type Included } from 'callspec'
import { CALL_COLUMNS, selectMembers } from 'callspec/columns'

/** What the platform itself wrote is never given. */
const WITHHELD: ReadonlySet<string> = new Set(['raw', 'rawDetail'])

/** The names that `fields` takes. */
export const FIELDS: readonly string[] = [
  ...new Set(CALL_COLUMNS.flatMap(({ member }) => [member.split('.')[0] ?? member, member])),
  'transcript',
  'missing',
]

const DEFAULT: readonly string[] = [
  ...['occurredAt', 'status', 'rawStatus', 'direction', 'agent.name', 'customerNumber', 'durationSeconds'],
  ...['endReason', 'answeredBy', 'analysis.summary', 'missing'],
]

const MEMBERS_OF: Readonly<Record<Included, readonly string[]>> = {
  transcript: ['transcript', 'transcriptText'],
  analysis: ['analysis'],
  recording: ['recordingUrl'],
  cost: ['cost'],
  details: [],
}

/** The members of a call to show, its key first. @throws CallspecError `invalid-query` with the known ones */
export function membersToShow(fields: readonly string[] | undefined, include: readonly Included[]): string[] {
  const unknown = fields?.find((name) => WITHHELD.has(name) || !FIELDS.includes(name))
  if (unknown !== undefined)
    throw new CallspecError(`Invalid fields: received ${JSON.stringify(unknown)}. Pass some of ${FIELDS.join(', ')}.`, {
      code: 'invalid-query',
    })
  return selectMembers(['key', ...(fields ?? [...DEFAULT, ...include.flatMap((part) => MEMBERS_OF[part])])])
}
