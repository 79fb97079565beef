/** One of the pages of a provider, with its address below the root. */
export interface ProviderPage {
  label: string
  path: string
}

/** The pages of one provider, in a row at the top of each of them. */
export function providerTabs(base: string, name: string, pages: readonly ProviderPage[], current: string): string {
  const links = pages.map(
    ({ label, path }) => `<a href="${base}${path}"${path === current ? ' aria-current="page"' : ''}>${label}</a>`,
  )
  return `<nav class="shell-tabs" aria-label="Pages of ${name}">${links.join('')}</nav>`
}
