import { SCHEMA } from 'callspec'
import type { ExportedCall } from '../writer.js'
import type { Parties } from './parties.js'
import type { Analysis } from './vcon.js'

/** What the platform made of the call, and everything else that is known of it as a report, so that nothing is lost: status, cost, end reason, … */
export function analysisOf(call: ExportedCall, { customer, agent }: Parties, hasDialog: boolean): Analysis[] {
  const { transcript, transcriptText, analysis, raw: _, rawDetail: __, ...facts } = call
  const common = { ...(hasDialog && { dialog: 0 }), vendor: call.provider }
  const text = (type: Analysis['type'], body: string | null | undefined): Analysis[] =>
    body == null ? [] : [{ type, ...common, mediatype: 'text/plain', body, encoding: 'none' }]
  // Written turns are dialogs.
  const turns = call.channel === 'chat' && hasDialog ? undefined : transcript
  return [
    ...(turns
      ? [
          {
            type: 'transcript',
            ...common,
            schema: SCHEMA,
            mediatype: 'application/json',
            body: turns.map(({ speaker, ...turn }) => ({
              speaker,
              ...(speaker !== 'unknown' && { party: speaker === 'customer' ? customer : agent }),
              ...turn,
            })),
            encoding: 'json',
          } satisfies Analysis,
        ]
      : []),
    ...text('transcript', transcriptText),
    ...text('summary', analysis?.summary),
    ...text('sentiment', analysis?.sentiment),
    {
      type: 'report',
      ...(hasDialog && { dialog: 0 }),
      vendor: 'callspec',
      schema: SCHEMA,
      mediatype: 'application/json',
      body: { schema: SCHEMA, ...facts, ...(analysis && { analysis: { successful: analysis.successful } }) },
      encoding: 'json',
    },
  ]
}
