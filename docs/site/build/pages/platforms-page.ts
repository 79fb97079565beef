import { capabilities, providersTable } from '../../../../scripts/src/capabilities.ts'
import { readSpec } from '../../../../scripts/src/specs.ts'
import { type Document, operationsOf } from '../document.ts'
import { exactnessSource } from './exactness-pages.ts'
import type { Page } from './page.ts'

/** Every platform with a link to its own page, and what each can do, side by side. */
export function platformsPage(): Page {
  const body = [
    platformList(),
    '## What each can do',
    providersTable((id) => `[${id}](${exactnessSource(id)})`),
    'Each links to its filters with reasons, its parts and its assumptions. What the words mean: [what a listing promises](docs/exactness.md).',
  ].join('\n\n')
  return { source: 'specs', slug: 'platforms', title: 'Providers', body }
}

/** A line per platform, with a link to its own page and the names it also goes by. The site draws them as cards. */
export function platformList(): string {
  const lines = capabilities.map(({ id, name, brands }) => {
    // `Spec` names only what the other scripts read of the same document.
    const count = [...operationsOf(readSpec(id) as unknown as Document)].length
    const others = brands.length > 0 ? `; also ${brands.map((brand) => brand.name).join(', ')}` : ''
    return `- [${name}](specs/${id}/openapi.yaml) ${count} operations${others}`
  })
  return `<div class="platforms">\n\n${lines.join('\n')}\n\n</div>`
}
