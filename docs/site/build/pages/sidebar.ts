import { capabilities } from '../../../../scripts/src/capabilities.ts'
import { providers } from '../../../../scripts/src/specs.ts'
import type { Page } from './page.ts'

type Item = { label: string; slug: string } | { label: string; link: string } | { label: string; items: Item[]; collapsed?: true }

/** The navigation, in the order of the pages. */
export function sidebar(pages: readonly Page[]): Item[] {
  const item = ({ slug, title, label }: Page): Item => ({ label: label ?? title, slug: slug || 'index' })
  const under = (folder: string) => pages.filter(({ slug }) => slug.startsWith(`${folder}/`))
  const clients = providers()
  // What is for every platform goes before the platforms' own.
  const names = [...new Set(under('packages').map(({ slug }) => slug.split('/')[1]!))].toSorted(
    (a, b) => Number(clients.includes(a)) - Number(clients.includes(b)),
  )
  return [
    ...pages.filter(({ slug }) => !slug.includes('/') && slug !== 'platforms').map(item),
    {
      label: 'Platforms',
      items: [
        { label: 'Overview', slug: 'platforms' },
        ...capabilities.map(({ id, name }) => ({ label: name, link: `/platforms/${id}/` })),
      ],
    },
    { label: 'Guides', items: under('guides').map(item) },
    {
      label: 'Packages',
      items: names.map((name) => {
        const [first, ...others] = pages.filter(({ slug }) => slug === `packages/${name}` || slug.startsWith(`packages/${name}/`))
        return { label: first!.title, collapsed: true, items: [{ label: 'Overview', slug: first!.slug }, ...others.map(item)] }
      }),
    },
    { label: 'Decisions', items: under('decisions').map(item) },
    { label: 'Project', items: under('project').map(item) },
  ]
}
