import { code, table } from '../../../../../scripts/src/markdown.ts'
import type { Document, Tag } from '../../document.ts'

/**
 * What follows the operations on a provider's page, each a section of its own. `fields`: how its fields become a call; the description of
 * the spec says where it comes from.
 */
export function providerSections(document: Document, fields: string): Tag[] {
  const { assumptions } = document['x-callspec']
  const sections = [
    ['How its fields become a Call', fields],
    ['Limits', limits(document)],
    [
      'Assumptions',
      [
        'What the documentation leaves open and callspec assumes. A source may set another value.',
        list(
          Object.entries(assumptions).map(
            ([id, { text, source, default: value }]) => `${code(id)}, assumed ${code(value)}: ${text.trim()} *${source.trim()}*`,
          ),
        ),
      ].join('\n\n'),
    ],
    ...brands(document),
    ['Sources', document.info.description?.trim() ?? ''],
    [
      'A wrong field',
      'If the platform sends something else than this page says: [how to report it](../../project/contributing/#a-wrong-field).',
    ],
  ] as const
  return sections.map(([name, description]) => ({ name, description, 'x-traitTag': true }))
}

/** Where a section is on its page: Redoc makes `#/limits` of `Limits`. */
export function sectionAnchor({ name }: Pick<Tag, 'name'>): string {
  return `#/${name.toLowerCase().replaceAll(' ', '-')}`
}

function limits(document: Document): string {
  const { rateLimits = [], limits: others, retention } = document['x-callspec']
  const rates =
    rateLimits.length === 0
      ? 'A request limit is *not documented*.'
      : table(
          ['plan', 'requests', 'per'],
          rateLimits.map(({ plan, requests, perSeconds }) => [plan, String(requests), `${perSeconds} s`]),
        )
  const kept = retention ? retention.text : '*not documented*'
  return [rates, ...(others ? [others] : []), `How long calls are kept: ${kept}`].join('\n\n')
}

function brands(document: Document): (readonly [string, string])[] {
  const lines = Object.entries(document['x-callspec'].brands ?? {}).map(([id, { name, baseUrl, assumptions = {} }]) => {
    const differing = Object.entries(assumptions).map(([assumption, value]) => `${code(assumption)} is ${code(value)}`)
    return `${name} (${code(id)}), ${code(baseUrl)}${differing.length > 0 ? `: ${differing.join(', ')}` : ''}`
  })
  if (lines.length === 0) return []
  return [['Brands', `The same API under other names, with the assumptions that differ.\n\n${list(lines)}`]]
}

/** A list rather than a table: names are long, and the column is narrow. */
const list = (lines: readonly string[]) => lines.map((line) => `- ${line.replace(/\s+/g, ' ')}`).join('\n')
