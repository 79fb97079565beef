import type { VerifyReport } from 'callspec/verify'
import { cleanText } from './clean-text.js'
import { countText } from './count-text.js'
import { renderTable } from './text-table.js'

const COLUMNS = ['assumption', 'assumed', 'found', 'verdict', 'evidence'].map((head) => ({ head }))

/** The results of a verification, for people: a row per assumption, then the configuration lines to paste. */
export function verificationText({ requests, failed, results }: VerifyReport): string {
  const rows = results.map(({ id, assumed, found, verdict, evidence }) =>
    [id, assumed, found ?? '-', verdict, evidence].map(cleanText),
  )
  const lines = results.flatMap(({ configuration }) => (configuration === null ? [] : [`  ${configuration}`]))
  const sent = `${countText(requests, 'request')}, reads only${failed > 0 ? `; ${failed} failed` : ''}.`
  return `${[
    ...renderTable(COLUMNS, rows),
    '',
    ...(lines.length > 0 ? ['To add to the configuration of the source:', ...lines, ''] : []),
    sent,
  ].join('\n')}\n`
}
