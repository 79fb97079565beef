import { LEGEND, providerCells } from '../../../../packages/cli/dist/print/provider-cells.js'
import { type ProviderRow, providerTable } from '../../../../packages/cli/dist/provider-table.js'
import { table } from '../../../../scripts/src/markdown.ts'
import type { Page } from './page.ts'

/** Every platform with a link to its own page, and what each can do, side by side. */
export function platformsPage(): Page {
  const rows = providerTable()
  const [[corner = ''] = [], ...lines] = providerCells(rows)
  const head = [corner, ...rows.map(({ id }) => `[${id}](specs/${id}/openapi.yaml)`)]
  const body = [
    platformList(rows),
    '## What each can do',
    table(head, lines),
    LEGEND.join(' '),
    'Platform by platform, with reasons: [what a listing promises](docs/exactness.md).',
  ].join('\n\n')
  return { source: 'specs', slug: 'platforms', title: 'Platforms', body }
}

/** A line per platform, with a link to its own page. */
export function platformList(rows: readonly ProviderRow[]): string {
  const lines = rows.map(({ id, name, brands }) => {
    const others =
      brands.length > 0 ? `, and under the names of ${brands.length} ${brands.length === 1 ? 'brand' : 'brands'}` : ''
    return `- [${name}](specs/${id}/openapi.yaml): every documented operation, with code${others}`
  })
  return lines.join('\n')
}
