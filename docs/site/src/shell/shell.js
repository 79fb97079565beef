// The header of every page: the choice of colours, the filter of the switcher, and what opens the search.
const root = document.documentElement
const dark = matchMedia('(prefers-color-scheme: dark)')
const THEME = 'starlight-theme'

/** Starlight's choice, which the whole site shares: `light`, `dark`, or `''` for the system's. */
function chosenTheme() {
  try {
    return localStorage.getItem(THEME) ?? ''
  } catch {
    // A page opened from a file may have no storage.
    return ''
  }
}

/** Starlight reads the attribute, Redoc the class. */
function showTheme(theme) {
  const isDark = theme === 'dark' || (theme !== 'light' && dark.matches)
  root.dataset.theme = isDark ? 'dark' : 'light'
  root.classList.toggle('dark', isDark)
  root.classList.toggle('light', !isDark)
}

function chooseTheme(theme) {
  showTheme(theme)
  try {
    localStorage.setItem(THEME, theme)
  } catch {
    // The choice then lasts as long as the page.
  }
}

const select = document.querySelector('.shell-theme')
if (select) {
  select.value = chosenTheme()
  select.addEventListener('change', () => chooseTheme(select.value))
}
showTheme(chosenTheme())
dark.addEventListener('change', () => showTheme(chosenTheme()))

const providers = document.querySelector('.shell-providers')
const filter = providers?.querySelector('input')
filter?.addEventListener('input', () => {
  const words = filter.value.trim().toLowerCase().split(/\s+/)
  let count = 0
  for (const item of providers.querySelectorAll('li')) {
    item.hidden = !words.every((word) => item.dataset.words.includes(word))
    if (!item.hidden) count++
  }
  providers.querySelector('.shell-none').textContent = count === 0 ? 'No provider of that name.' : ''
})
filter?.addEventListener('keydown', ({ key }) => {
  if (key === 'Enter') providers.querySelector('li:not([hidden]) a')?.click()
})

const button = document.querySelector('.shell-search')
const { base } = document.querySelector('.shell').dataset
if (/Mac|iPhone|iPad/.test(navigator.platform)) button.querySelector('kbd').textContent = '⌘ K'

/** The search is not loaded before somebody wants it. */
async function openSearch() {
  const { showSearch } = await import('./search.js')
  await showSearch(new URL(base, location.href))
}

button.addEventListener('click', openSearch)
addEventListener('keydown', (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === 'k') {
    event.preventDefault()
    openSearch()
  }
})
