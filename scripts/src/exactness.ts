// Reads what the built callspec and @callspec/cli know of each platform; rewrites the block between the markers in
// docs/exactness.md. With --check it writes nothing and exits 1 if the block is stale. Exits 1 if a marker is missing. Runs
// after the build.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { providers } from '../../packages/all/dist/index.js'
import { explain } from '../../packages/callspec/dist/explain/explain.js'
import { callLog } from '../../packages/callspec/dist/index.js'
import { createSource } from '../../packages/cli/dist/config/sources.js'
import { FILTER_LABELS } from '../../packages/cli/dist/print/provider-cells.js'
import { type ProviderRow, providerTable } from '../../packages/cli/dist/provider-table.js'
import { code, table } from './markdown.ts'
import { printed } from './printed.ts'
import { renewBlocks } from './renew-blocks.ts'
import { root } from './specs.ts'

const PAGE = 'docs/exactness.md'
const rows = providerTable()
const explained = new Map(rows.map(({ id }) => [id, explainedSource(id)]))
const never = sharedBy([...explained.values()].map(({ outsideTheGuarantee }) => outsideTheGuarantee))

renewBlocks(PAGE, {
  explain: explainBlock(),
  platforms: [shared(), ...rows.map(platform)].join('\n\n'),
})

/** What the command prints that the page gives above the block. No request leaves this machine, so any key will do. */
function explainBlock(): string {
  const page = readFileSync(join(root, PAGE), 'utf8')
  const [, variable, args] = /^(\w+)=any callspec (explain .+)$/m.exec(page) ?? []
  if (!variable || !args)
    throw new Error(`${PAGE}: has no command for its block. Fix: write NAME_API_KEY=any callspec explain ….`)
  return printed(args.split(' '), { [variable]: 'any' })
}

/** What is the same for all, said once. */
function shared(): string {
  const movedBy = new Map([...explained.values()].map(({ pages }) => [pages.type, pages.moved]))
  return [
    'How each kind of list is read, and how a change meanwhile is noticed:',
    [...movedBy].map(([type, moved]) => `- **${type}**: ${moved}`).join('\n'),
    'Outside the guarantee on every platform, and with a `since` also what each names:',
    never.map((sentence) => `- ${sentence}`).join('\n'),
  ].join('\n\n')
}

function platform(row: ProviderRow): string {
  const { pages, outsideTheGuarantee } = explained.get(row.id)! // It has every row.
  const own = outsideTheGuarantee.filter((sentence) => !never.includes(sentence))
  const { by, direction, documented } = row.order
  const order = direction === null ? 'none to rely on' : `${direction} by \`${by}\``
  const limit = row.rateLimit ? `${row.rateLimit.requests} requests in ${row.rateLimit.perSeconds} s, kept` : 'none documented'
  return [
    `### ${row.name} (\`${row.id}\`)`,
    table(['filter', 'how', 'rests on'], filterRows(row)),
    [
      `- **Order** ${order}, ${documented ? 'documented' : 'assumed'}.`,
      `- **Pages** by ${pages.type}, ${pages.size === null ? 'of an undocumented size' : `${pages.size} rows`}.`,
      `- **Rate limit** ${limit}.`,
      ...(own.length > 0 ? ['- **Outside the guarantee**', ...own.map((sentence) => `  - ${sentence}`)] : []),
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

/** What stands in every list. */
function sharedBy([first = [], ...others]: readonly string[][]): string[] {
  return first.filter((sentence) => others.every((list) => list.includes(sentence)))
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
