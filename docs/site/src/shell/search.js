// The search of every page: a dialog over Pagefind's index, with a choice of kinds and of providers.
const KINDS = ['guide', 'operation', 'parameter', 'field', 'reference']
const AT_ONCE = 12

let shown

/** Opens the dialog, and makes it the first time. */
export async function showSearch(base) {
  shown ??= makeDialog(base)
  const { dialog, input } = await shown
  if (!dialog.open) dialog.showModal()
  input.focus()
  input.select()
}

async function makeDialog(base) {
  const [pagefind] = await Promise.all([
    import(new URL('pagefind/pagefind.js', base)),
    loadStyle(new URL('shell/search.css', base)),
  ])
  await pagefind.options({
    baseUrl: base.pathname,
    excerptLength: 18,
    // What is named so comes before what only mentions it. The others are shown, and lead somewhere.
    ranking: { metaWeights: { title: 10, where: 0, text: 0, address: 0 } },
  })
  const dialog = document.createElement('dialog')
  dialog.className = 'shell-dialog'
  dialog.setAttribute('aria-label', 'Search')
  dialog.innerHTML = `<form role="search">
    <input type="search" aria-label="Search the site" placeholder="A guide, an operation, a parameter, a field" autocomplete="off">
    <button type="button" class="shell-close">Close</button>
    <fieldset class="shell-kinds"><legend class="shell-hidden">Kind</legend></fieldset>
    <select class="shell-of" aria-label="Provider"><option value="">Every provider</option></select>
  </form><p class="shell-count" role="status"></p><ol class="shell-results"></ol><button type="button" class="shell-next" hidden>Show more</button>`
  document.body.append(dialog)
  const search = new Search(pagefind, dialog, base)
  await search.fillFacets()
  return { dialog, input: search.input }
}

function loadStyle(address) {
  const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: address.href })
  document.head.append(link)
  return new Promise((resolve, reject) => {
    link.addEventListener('load', resolve)
    link.addEventListener('error', () => reject(new Error(`${address.href} did not load.`)))
  })
}

class Search {
  #latest = 0
  #results = []
  #count = 0

  constructor(pagefind, dialog, base) {
    this.pagefind = pagefind
    this.base = base
    this.dialog = dialog
    this.input = dialog.querySelector('input[type="search"]')
    this.kinds = dialog.querySelector('.shell-kinds')
    this.provider = dialog.querySelector('.shell-of')
    this.list = dialog.querySelector('ol')
    this.more = dialog.querySelector('.shell-next')
    this.status = dialog.querySelector('.shell-count')
    dialog.addEventListener('input', () => this.find())
    dialog.addEventListener('submit', (event) => event.preventDefault())
    dialog.addEventListener('keydown', (event) => this.move(event))
    // A click on the ground around the dialog.
    dialog.addEventListener('click', ({ target }) => target === dialog && dialog.close())
    dialog.querySelector('.shell-close').addEventListener('click', () => dialog.close())
    this.list.addEventListener('click', ({ target }) => target.closest('a') && dialog.close())
    this.more.addEventListener('click', () => this.show())
  }

  async fillFacets() {
    const { provider = {} } = await this.pagefind.filters()
    this.provider.append(...Object.keys(provider).map((name) => new Option(name, name)))
    for (const kind of ['', ...KINDS]) {
      const label = document.createElement('label')
      const radio = Object.assign(document.createElement('input'), { type: 'radio', name: 'kind', value: kind })
      radio.checked = kind === ''
      const count = document.createElement('span')
      label.append(radio, kind === '' ? 'All' : `${kind[0].toUpperCase()}${kind.slice(1)}s`, ' ', count)
      this.kinds.append(label)
    }
  }

  async find() {
    const turn = ++this.#latest
    const words = this.input.value.trim()
    const kind = this.kinds.querySelector('input:checked').value
    const filters = this.provider.value === '' ? {} : { provider: this.provider.value }
    // All kinds are counted, whichever is shown.
    const found = words === '' ? { results: [], filters: {} } : await this.pagefind.search(words, { filters })
    const ofKind = words === '' || kind === '' ? found : await this.pagefind.search(words, { filters: { ...filters, kind } })
    if (turn !== this.#latest) return
    this.#results = ofKind.results
    this.#count = 0
    this.list.replaceChildren()
    for (const label of this.kinds.querySelectorAll('label')) {
      const { value } = label.querySelector('input')
      const count = value === '' ? found.results.length : (found.filters.kind?.[value] ?? 0)
      label.querySelector('span').textContent = words === '' ? '' : count
    }
    const { length } = this.#results
    this.status.textContent = words === '' ? '' : length === 0 ? `Nothing found for “${words}”.` : `${length} found`
    await this.show()
  }

  async show() {
    const turn = this.#latest
    const next = this.#results.slice(this.#count, this.#count + AT_ONCE)
    this.#count += next.length
    const items = (await Promise.all(next.map((result) => result.data()))).map((found) => itemOf(found, this.base))
    if (turn !== this.#latest) return
    this.list.append(...items)
    this.more.hidden = this.#count >= this.#results.length
  }

  /** The arrow keys go through the results, Enter opens the first one, Escape closes the dialog. */
  move(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (event.key === 'Enter' && event.target === this.input) this.list.querySelector('a')?.click()
    if (event.key === 'Escape') {
      // The field would be cleared first.
      event.preventDefault()
      this.dialog.close()
    }
    if (!step || event.target.matches('select, [type="radio"]')) return
    event.preventDefault()
    const stops = [this.input, ...this.list.querySelectorAll('a')]
    const at = Math.max(0, stops.indexOf(document.activeElement))
    stops[Math.min(stops.length - 1, Math.max(0, at + step))].focus()
  }
}

/** The best place on a page, and what it says there. */
function itemOf({ url, meta, filters, excerpt, sub_results: places = [] }, base) {
  const item = document.createElement('li')
  const link = document.createElement('a')
  // A page is one of its own places, which has no title but the page's.
  const best = meta.address || places[0]?.url.endsWith('#_top') ? undefined : places[0]
  link.href = meta.address ? new URL(meta.address, base) : (best?.url ?? url)
  const title = document.createElement('strong')
  title.textContent = best ? `${meta.title} › ${best.title}` : meta.title
  const kind = document.createElement('small')
  kind.textContent = [meta.where, ...(filters.kind ?? [])].filter(Boolean).join(' · ')
  const text = document.createElement('span')
  // Pagefind escapes an excerpt and marks the words in it.
  if (meta.address) text.textContent = meta.text
  else text.innerHTML = best?.excerpt ?? excerpt
  link.append(title, kind, text)
  item.append(link)
  return item
}
