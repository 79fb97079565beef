import { capabilities } from '../../../../scripts/src/capabilities.ts'
import { GUIDES } from './guides-page.ts'
import { providerOf } from './head.ts'
import type { Page } from './page.ts'

type Item =
  | { label: string; slug: string }
  | { label: string; link: string }
  | { label: string; items: Item[]; collapsed?: boolean }

/** More would push what follows out of sight; the header's switcher finds any of them by its name. */
const OPEN_PROVIDERS = 12

/** The navigation. A provider is one entry; what else there is of it, its pages name at their top. */
export function sidebar(pages: readonly Page[]): Item[] {
  const item = ({ slug, title, label }: Page): Item => ({ label: label ?? title, slug: slug || 'index' })
  const under = (folder: string) => pages.filter(({ slug }) => slug.startsWith(`${folder}/`))
  const packages = under('packages').filter((page) => providerOf(page) === undefined)
  const names = [...new Set(packages.map(({ slug }) => slug.split('/')[1]!))]
  const guides = Object.values(GUIDES).flat()
  return [
    ...pages.filter(({ slug }) => slug === '' || slug === 'call').map(item),
    {
      label: 'Guides',
      items: [
        { label: 'All guides', slug: 'guides' },
        ...guides.flatMap((name) => pages.filter(({ slug }) => slug === `guides/${name}`).map(item)),
      ],
    },
    {
      label: 'Providers',
      collapsed: capabilities.length > OPEN_PROVIDERS,
      items: [
        { label: 'Side by side', slug: 'platforms' },
        ...capabilities.map(({ id, name }) => ({ label: name, link: `/platforms/${id}/` })),
      ],
    },
    {
      label: 'Packages',
      items: names.map((name) => {
        const [first, ...others] = pages.filter(({ slug }) => slug === `packages/${name}` || slug.startsWith(`packages/${name}/`))
        return { label: first!.title, collapsed: true, items: [{ label: 'Overview', slug: first!.slug }, ...others.map(item)] }
      }),
    },
    { label: 'Decisions', collapsed: true, items: under('decisions').map(item) },
    { label: 'Project', collapsed: true, items: under('project').map(item) },
  ]
}
