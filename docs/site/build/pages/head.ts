import { capabilities } from '../../../../scripts/src/capabilities.ts'
import type { Page } from './page.ts'

/** The id of the provider that a page belongs to. */
export function providerOf({ slug }: Pick<Page, 'slug'>): string | undefined {
  const [folder, id] = slug.split('/')
  return folder === 'platforms' || folder === 'packages' ? capabilities.find((provider) => provider.id === id)?.id : undefined
}

/** The head of a page: its copy in Markdown, and for the search its kind and the provider that it belongs to. */
export function headOf(page: Page): object[] {
  const id = providerOf(page)
  const name = capabilities.find((provider) => provider.id === id)?.name
  const facet = (key: string, content: string) => ({ tag: 'meta', attrs: { 'data-pagefind-filter': `${key}[content]`, content } })
  return [
    ...(page.head ?? []),
    {
      tag: 'link',
      attrs: { rel: 'alternate', type: 'text/markdown', href: page.slug === '' ? '/index.md' : `/${page.slug}/index.md` },
    },
    facet('kind', /^packages\/[^/]+\/api/.test(page.slug) ? 'reference' : 'guide'),
    ...(name === undefined ? [] : [facet('provider', name)]),
  ]
}
