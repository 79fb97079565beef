import { capabilities, providersTable } from '../../../../scripts/src/capabilities.ts'
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
  return { source: 'specs', slug: 'platforms', title: 'Platforms', body }
}

/** A line per platform, with a link to its own page. */
export function platformList(): string {
  const lines = capabilities.map(({ id, name, brands }) => {
    const others =
      brands.length > 0 ? `, and under the names of ${brands.length} ${brands.length === 1 ? 'brand' : 'brands'}` : ''
    return `- [${name}](specs/${id}/openapi.yaml): every documented operation, with code${others}`
  })
  return lines.join('\n')
}
