import type { Descriptor } from '@callspec/core'
import type { Source } from '@callspec/provider'
import { VERSION } from '../generated/version.js'
import { joined, type VerifyResult } from './result.js'

interface Counts {
  requests: number
  failed: number
  maxRequests: number
}

/** The results as Markdown for an issue. Names the host only if it is a documented one. */
export function reportText(
  { definition: { descriptor }, baseUrl }: Source,
  counts: Counts,
  results: readonly VerifyResult[],
): string {
  const configuration = joined(results)
  return [
    `# callspec verify: ${descriptor.name}`,
    '',
    `- Date: ${new Date().toISOString().slice(0, 10)}`,
    `- callspec: ${VERSION}`,
    `- Host: ${hostOf(descriptor, baseUrl)}`,
    `- Requests: ${counts.requests} of at most ${counts.maxRequests}, reads only${counts.failed > 0 ? `, ${counts.failed} failed` : ''}`,
    '',
    row(['Assumption', 'Assumed', 'Found', 'Verdict', 'Evidence']),
    row(['---', '---', '---', '---', '---']),
    ...results.map(({ id, assumed, found, verdict, evidence }) =>
      row([`\`${id}\``, `\`${assumed}\``, found === null ? '–' : `\`${found}\``, verdict, evidence]),
    ),
    ...(configuration === null
      ? []
      : ['', 'Configuration of the source, if it differs:', '', '```json', JSON.stringify(configuration, null, 2), '```']),
    '',
  ].join('\n')
}

const row = (cells: readonly string[]) =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replace(/\s+/g, ' ')).join(' | ')} |`

function hostOf({ baseUrl, brands }: Descriptor, used: string): string {
  const documented = [baseUrl, ...Object.values(brands).map((brand) => brand.baseUrl)]
  return documented.some((url) => url.replace(/\/+$/, '') === used) ? new URL(used).host : 'not a documented one'
}
