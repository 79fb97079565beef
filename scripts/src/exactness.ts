// Reads what the built packages know of each platform; rewrites the blocks between the markers in docs/exactness.md. With
// --check it writes nothing and exits 1 if one is stale. Exits 1 if a marker is missing. Runs after the build.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ExplainedSource } from '../../packages/callspec/dist/explain/explain.js'
import { explainedSince } from './explained-since.ts'
import { code, table } from './markdown.ts'
import { printed } from './printed.ts'
import { renewBlocks } from './renew-blocks.ts'
import { root } from './specs.ts'

const PAGE = 'docs/exactness.md'
const all = explainedSince()
const movedBy = new Map(all.map(({ pages }) => [pages.type, pages.moved]))

renewBlocks(PAGE, {
  explain: explainBlock(),
  platforms: [
    'A list of calls with a `since`, and what it rests on:',
    table(['provider', 'order', 'pages', 'assumes'], all.map(row)),
    'How each kind of list is read, and how a change meanwhile is noticed:',
    [...movedBy].map(([type, moved]) => `- **${type}**: ${moved}`).join('\n'),
    'Outside the guarantee:',
    [...outside()].map(([sentence, ids]) => `- ${sentence}${ids.length === all.length ? '' : ` (${ids.join(', ')})`}`).join('\n'),
  ].join('\n\n'),
})

/** What the command prints that the page gives above the block. No request leaves this machine, so any key will do. */
function explainBlock(): string {
  const page = readFileSync(join(root, PAGE), 'utf8')
  const [, variable, args] = /^(\w+)=any callspec (explain .+)$/m.exec(page) ?? []
  if (!variable || !args)
    throw new Error(`${PAGE}: has no command for its block. Fix: write NAME_API_KEY=any callspec explain ….`)
  return printed(args.split(' '), { [variable]: 'any' })
}

function row({ provider, order, pages, assumptions }: ExplainedSource): string[] {
  const runs = order.direction === null ? 'none' : `${order.direction} by ${code(order.by)}`
  const assumed = assumptions.map(({ id, value }) => code(`${id} = ${value}`))
  return [
    provider,
    `${runs}, ${order.documented ? 'documented' : 'assumed'}`,
    `${pages.type}${pages.size === null ? '' : `, ${pages.size} rows`}`,
    assumed.join(', ') || 'nothing',
  ]
}

/** Each sentence once, with the providers that it is about. */
function outside(): Map<string, string[]> {
  const ids = new Map<string, string[]>()
  for (const { provider, outsideTheGuarantee } of all) {
    for (const sentence of outsideTheGuarantee) ids.set(sentence, [...(ids.get(sentence) ?? []), provider])
  }
  return ids
}
