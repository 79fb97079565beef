// Reads what the built callspec and @callspec/cli know of each platform; rewrites the block between the markers in
// docs/exactness.md. With --check it writes nothing and exits 1 if the block is stale. Exits 1 if a marker is missing. Runs
// after the build.

import { providers } from '../../packages/all/dist/index.js'
import { explain } from '../../packages/callspec/dist/explain/explain.js'
import { callLog } from '../../packages/callspec/dist/index.js'
import { createSource } from '../../packages/cli/dist/config/sources.js'
import { FILTER_LABELS } from '../../packages/cli/dist/print/provider-cells.js'
import { type ProviderRow, providerTable } from '../../packages/cli/dist/provider-table.js'
import { code, table } from './markdown.ts'
import { renewBlocks } from './renew-blocks.ts'

renewBlocks('docs/exactness.md', { platforms: providerTable().map(platform).join('\n\n') })

function platform(row: ProviderRow): string {
  const { pages, outsideTheGuarantee } = explainedSource(row.id)
  const { by, direction, documented } = row.order
  const order = direction === null ? 'none to rely on' : `${direction} by \`${by}\``
  const limit = row.rateLimit ? `${row.rateLimit.requests} requests in ${row.rateLimit.perSeconds} s, kept` : 'none documented'
  return [
    `### ${row.name} (\`${row.id}\`)`,
    table(['filter', 'how', 'rests on'], filterRows(row)),
    [
      `- **Order** ${order}, ${documented ? 'documented' : 'assumed'}.`,
      `- **Pages** by ${pages.type}, ${pages.size === null ? 'of an undocumented size' : `${pages.size} rows`}. ${pages.moved}`,
      `- **Rate limit** ${limit}.`,
      `- **Outside the guarantee**, here with a \`since\`:`,
      ...outsideTheGuarantee.map((sentence) => `  - ${sentence}`),
    ].join('\n'),
    table(
      ['assumption', 'default', 'other values', 'says'],
      row.assumptions.map(({ id, default: value, values, text }) => [
        code(id),
        code(value),
        values === null
          ? 'any IANA zone'
          : values
              .filter((other) => other !== value)
              .map(code)
              .join(', '),
        text,
      ]),
    ),
  ].join('\n\n')
}

/** What a query for the newest calls comes to. */
function explainedSource(id: string) {
  const { definition } = providers[id as keyof typeof providers]
  const credentials = Object.fromEntries(Object.keys(definition.descriptor.credentials).map((name) => [name, 'none']))
  const [explained] = explain(callLog([createSource({ provider: id, ...credentials })]), { since: '2026-01-01' })
  if (!explained?.answers) throw new Error(`${id} cannot be listed by since. Fix: mend its filter for period.`)
  return explained
}

function filterRows({ filters }: ProviderRow): string[][] {
  // The labels are named after the filters.
  const names = Object.keys(FILTER_LABELS) as (keyof ProviderRow['filters'])[]
  return names.map((name) => {
    const { kind, because, assumes } = filters[name]
    return [FILTER_LABELS[name], kind, assumes.length > 0 ? `${because}; assumes ${assumes.map(code).join(', ')}` : because]
  })
}
