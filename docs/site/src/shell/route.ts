import { defineRouteMiddleware, type StarlightRouteData } from '@astrojs/starlight/route-data'
import shell from '../../.generated/shell.json'

type Entries = StarlightRouteData['sidebar']

/** Every page of a provider is at the provider's one entry in the navigation. */
export const onRequest = defineRouteMiddleware(({ locals }) => {
  const { id, sidebar } = locals.starlightRoute
  const provider = shell.providers.find(({ pages }) => pages.some(({ path }) => path === `${id}/`))
  if (provider) markCurrent(sidebar, `/${provider.pages[0]!.path}`)
})

function markCurrent(entries: Entries, href: string): void {
  for (const entry of entries) {
    if (entry.type === 'group') markCurrent(entry.entries, href)
    else if (entry.href === href) entry.isCurrent = true
  }
}
