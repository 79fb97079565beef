import type { SourceConfiguration, VerifyReport } from '@callspec/verify'
import { cleanText } from './clean-text.js'
import type { Meaning, Paint } from './color.js'
import { countText } from './count-text.js'
import { type Column, fitTable } from './text-table.js'

const VERDICTS: Readonly<Record<string, Meaning>> = { confirmed: 'good', refuted: 'bad', untestable: 'dim' }

const COLUMNS: readonly Column[] = [
  { head: 'assumption' },
  { head: 'assumed' },
  { head: 'found' },
  { head: 'verdict', meaning: (verdict) => VERDICTS[verdict] ?? 'warning' },
  { head: 'evidence' },
]

export interface VerificationTextOptions {
  /** Configuration file of the source; `undefined`: sources come from the environment. */
  file: string | undefined
  /** Name of the file to create if there is none. */
  newFile: string
  /** The provider of each source. */
  providers: readonly string[]
  width: number
  paint: Paint
}

/**
 * The results of a verification as text: a row per assumption, then what to configure: members to add to the source in its file, or a
 * whole file if the sources come from the environment.
 */
export function verificationText(
  { source, requests, failed, results, configuration }: VerifyReport,
  { file, newFile, providers, width, paint }: VerificationTextOptions,
): string {
  const rows = results.map(({ id, assumed, found, verdict, evidence }) =>
    [id, assumed, found ?? '-', verdict, evidence].map(cleanText),
  )
  const sent = `${countText(requests, 'request')}, reads only${failed > 0 ? `; ${failed} failed` : ''}.`
  return `${[
    ...fitTable(COLUMNS, rows, width, paint),
    '',
    ...(configuration === null
      ? []
      : file === undefined
        ? wholeFile(newFile, source, configuration, providers)
        : additions(file, configuration)),
    sent,
  ].join('\n')}\n`
}

const additions = (file: string, configuration: SourceConfiguration) => [
  `To add to the source in ${file}:`,
  // Without the outer braces: these lines go into the source's object.
  ...JSON.stringify(configuration, null, 2).split('\n').slice(1, -1),
  '',
]

/** Lists every source: once there is a file, sources from the environment no longer count. */
function wholeFile(name: string, source: string, configuration: SourceConfiguration, providers: readonly string[]): string[] {
  const sources = providers.map((provider) => ({ provider, ...(provider === source && configuration) }))
  return [`To save as ${name}; keys stay in the environment:`, ...JSON.stringify({ sources }, null, 2).split('\n'), '']
}
