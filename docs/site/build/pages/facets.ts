import { capabilities } from '../../../../scripts/src/capabilities.ts'
import type { Page } from './page.ts'

/** The id of the provider that a page belongs to. */
export function providerOf({ slug }: Pick<Page, 'slug'>): string | undefined {
  const [folder, id] = slug.split('/')
  return folder === 'platforms' || folder === 'packages' ? capabilities.find((provider) => provider.id === id)?.id : undefined
}

/** What the search is told of a page, in its head: its kind, and the provider that it belongs to. */
export function facets(page: Page): object[] {
  const id = providerOf(page)
  const name = capabilities.find((provider) => provider.id === id)?.name
  const facet = (key: string, content: string) => ({ tag: 'meta', attrs: { 'data-pagefind-filter': `${key}[content]`, content } })
  return [
    facet('kind', /^packages\/[^/]+\/api/.test(page.slug) ? 'reference' : 'guide'),
    ...(name === undefined ? [] : [facet('provider', name)]),
  ]
}
