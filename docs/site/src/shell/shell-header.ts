/** A provider in the switcher. */
export interface ShellProvider {
  id: string
  name: string
  /** Other names it is known by: they are found by the switcher's filter. */
  brands: readonly string[]
}

export interface ShellOptions {
  /** From the page to the root of the site: `/` or `../../`. */
  base: string
  providers: readonly ShellProvider[]
  /** The id of the provider whose page it is. The switcher shows its name. */
  current?: string | undefined
  /** The address of the repository. */
  repository: string
}

const NAVIGATION = [
  ['The call', 'call/'],
  ['Guides', 'guides/'],
] as const

/**
 * The top of every page: the same HTML on Starlight's pages and on Redoc's, there in a `<header class="shell-bar">`. It works without a
 * script, except for the search.
 */
export function shellHeader({ base, providers, current, repository }: ShellOptions): string {
  const links = NAVIGATION.map(([label, path]) => `<a href="${base}${path}">${label}</a>`).join('')
  return `<div class="shell" data-base="${escaped(base)}">
  <a class="shell-title" href="${base}">callspec</a>
  ${switcher(base, providers, current)}
  <nav class="shell-links" aria-label="Site">${links}</nav>
  <button class="shell-search" type="button" aria-haspopup="dialog" aria-keyshortcuts="Control+K Meta+K">${SEARCH_ICON}<span>Search</span><kbd>Ctrl K</kbd></button>
  <a class="shell-icon" href="${escaped(repository)}" aria-label="GitHub">${GITHUB_ICON}</a>
  <select class="shell-theme" aria-label="Colours"><option value="">Auto</option><option value="light">Light</option><option value="dark">Dark</option></select>
</div>`
}

/** The first thing that the keyboard reaches: it leads past the header and the navigation. */
export function skipLink(target: string): string {
  return `<a class="shell-skip" href="${escaped(target)}">Skip to content</a>`
}

/**
 * What the header needs in the head of a page. Its files are shared by all pages. A policy has to allow scripts, styles, workers and
 * requests of the page's own origin, and `'wasm-unsafe-eval'` to scripts: Pagefind's index is read by WebAssembly.
 */
export function shellHead(base: string): string {
  return `<link rel="stylesheet" href="${base}shell/shell.css"><script type="module" src="${base}shell/shell.js"></script>`
}

function switcher(base: string, providers: readonly ShellProvider[], current: string | undefined): string {
  const shown = providers.find(({ id }) => id === current)
  const items = providers.map(({ id, name, brands }) => {
    const words = [id, name, ...brands].join(' ').toLowerCase()
    return `<li data-words="${escaped(words)}"><a href="${base}platforms/${id}/"${id === current ? ' aria-current="page"' : ''}>${escaped(name)}</a></li>`
  })
  return `<button class="shell-switch" type="button" popovertarget="shell-providers">${escaped(shown?.name ?? 'Providers')}</button>
  <nav id="shell-providers" class="shell-providers" aria-label="Providers" popover>
    <input type="search" placeholder="Filter ${providers.length} providers" aria-label="Filter providers" autocomplete="off" autofocus>
    <ul class="shell-choices">${items.join('')}</ul>
    <p class="shell-none" role="status"></p>
    <p class="shell-more"><a href="${base}platforms/">All, side by side</a>${NAVIGATION.map(([label, path]) => `<a class="shell-narrow" href="${base}${path}">${label}</a>`).join('')}</p>
  </nav>`
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

const escaped = (text: string) => text.replace(/[&<>"]/g, (letter) => ESCAPES[letter]!)

const SEARCH_ICON =
  '<svg viewBox="0 0 24 24" width="16" height="16" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" aria-hidden="true"><circle cx="11" cy="11" r="7"/><path d="m21 21-5-5"/></svg>'

const GITHUB_ICON =
  '<svg viewBox="0 0 16 16" width="18" height="18" fill="currentColor" aria-hidden="true"><path d="M8 0a8 8 0 0 0-2.53 15.59c.4.07.55-.17.55-.38v-1.33c-2.23.48-2.7-1.07-2.7-1.07-.36-.92-.89-1.17-.89-1.17-.73-.5.05-.49.05-.49.81.06 1.23.83 1.23.83.72 1.23 1.88.87 2.34.67.07-.52.28-.88.51-1.08-1.78-.2-3.65-.89-3.65-3.96 0-.87.31-1.59.83-2.15-.08-.2-.36-1.02.08-2.12 0 0 .67-.22 2.2.82a7.6 7.6 0 0 1 4 0c1.53-1.04 2.2-.82 2.2-.82.44 1.1.16 1.92.08 2.12.52.56.82 1.28.82 2.15 0 3.08-1.87 3.75-3.66 3.95.29.25.54.74.54 1.49v2.21c0 .21.15.46.55.38A8 8 0 0 0 8 0Z"/></svg>'
