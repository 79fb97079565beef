import type { SourceSummary, Summary } from 'callspec'
import { type Room, shownFailure, shownNote } from './room.js'

/** What a listing relied on, source by source. */
export const assumedIn = (room: Room, { sources }: Summary): string[] =>
  sources.flatMap(({ source, assumptions, endedEarly }) => [
    ...Object.entries(assumptions).map(([id, value]) => shownNote(room, `${source}: ${id} is ${value}`)),
    ...(endedEarly === 'assumed' ? [`${source}: the list was not read to its end, because its order was assumed`] : []),
  ])

/** What a listing lacks, source by source. */
export const leftOutIn = (room: Room, { sources }: Summary): string[] => sources.flatMap((each) => lacking(room, each))

function lacking(room: Room, summary: SourceSummary): string[] {
  const { source, error, skipped, bad, missing, incomplete, incompleteBecause, never, ruledOut, notApplied, vanished } = summary
  const say = (text: string) => `${source}: ${text}`
  return [
    ...(error
      ? [say(`${skipped ? 'cannot answer this query' : 'failed, so calls may be lacking'}: ${shownFailure(room, error)}`)]
      : []),
    ...(bad > 0 ? [say(`${bad} rows could not be read as calls`)] : []),
    ...(missing > 0 ? [say(`${missing} calls that its total counts did not come`)] : []),
    ...(vanished > 0 ? [say(`${vanished} of its lists were gone when they were read`)] : []),
    ...(incomplete > 0
      ? [
          say(
            `${incomplete} calls lack a part: ${incompleteBecause ? shownFailure(room, incompleteBecause) : 'it could not be fetched'}`,
          ),
        ]
      : []),
    ...never.map((part) => say(`${part}: its platform documents none`)),
    ...ruledOut.map((name) => say(`no call can match ${name}`)),
    ...notApplied.map((name) => say(`the platform says that it applied ${name} otherwise; checked here`)),
  ]
}

/** Said where failed calls are asked for: some platforms call a call completed whatever it ended with. */
export const endedInErrorIn = ({ status, outcome }: Readonly<Record<string, unknown>>): string[] =>
  [status].flat().includes('failed') || outcome === 'failed'
    ? [
        'calls whose platform says only that they ended have the status completed, although some ended with an error: call_totals by source, status and endReason counts them, and list_calls with status completed lists them',
      ]
    : []

/** Whether nothing could be read at all. */
export const isAllFailed = ({ sources, failedSources, skippedSources, calls }: Summary): boolean =>
  calls === 0 && failedSources.length > 0 && failedSources.length + skippedSources.length === sources.length
