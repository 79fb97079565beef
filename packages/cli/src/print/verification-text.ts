import type { SourceConfiguration, VerifyReport } from '@callspec/verify'
import { CONFIG_FILE } from '../config/config-file.js'
import { cleanText } from './clean-text.js'
import { countText } from './count-text.js'
import { fitTable } from './text-table.js'

const COLUMNS = ['assumption', 'assumed', 'found', 'verdict', 'evidence'].map((head) => ({ head }))

export interface VerificationTextOptions {
  /** Configuration file that the source comes from; `undefined`: the sources come from the environment. */
  file: string | undefined
  /** Provider of every source. */
  providers: readonly string[]
  width: number
}

/**
 * The results of a verification, for people: a row per assumption, then what to configure: members to add to the source in
 * its file, or a whole file where the sources come from the environment.
 */
export function verificationText(
  { source, requests, failed, results, configuration }: VerifyReport,
  { file, providers, width }: VerificationTextOptions,
): string {
  const rows = results.map(({ id, assumed, found, verdict, evidence }) =>
    [id, assumed, found ?? '-', verdict, evidence].map(cleanText),
  )
  const sent = `${countText(requests, 'request')}, reads only${failed > 0 ? `; ${failed} failed` : ''}.`
  return `${[
    ...fitTable(COLUMNS, rows, width),
    '',
    ...(configuration === null
      ? []
      : file === undefined
        ? newFile(source, configuration, providers)
        : additions(file, configuration)),
    sent,
  ].join('\n')}\n`
}

const additions = (file: string, configuration: SourceConfiguration) => [
  `To add to the source in ${file}:`,
  // Without the braces, which the source has.
  ...JSON.stringify(configuration, null, 2).split('\n').slice(1, -1),
  '',
]

/** Names every source, because those of the environment no longer count once there is a file. */
function newFile(source: string, configuration: SourceConfiguration, providers: readonly string[]): string[] {
  const sources = providers.map((provider) => ({ provider, ...(provider === source && configuration) }))
  return [`To save as ${CONFIG_FILE}; keys stay in the environment:`, ...JSON.stringify({ sources }, null, 2).split('\n'), '']
}
