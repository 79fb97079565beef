// Puts Redoc in the place of the page as it came. Redoc is drawn out of sight, and changes places with it when it has what the
// reader looks at: the heading on the screen stays where it is.
const page = document.getElementById('reference')
const OPTIONS = {
  disableTelemetry: true,
  hideDownloadButtons: true,
  jsonSamplesExpandLevel: 3,
  codeSamples: {
    languages: [
      { lang: 'TypeScript', label: 'Client' },
      { lang: 'TypeScript', label: 'Call log' },
      { lang: 'curl', label: 'curl' },
      { lang: 'payload', label: 'Payload' },
    ],
  },
}
/** As long as Redoc may take to draw what the reader looks at. */
const MOST_MS = 10_000
/** As long as it may go on drawing what is above. */
const HOLD_MS = 2000

// A fragment of the address is a place of Redoc's: the skip link may not leave one.
document.querySelector('.shell-skip')?.addEventListener('click', (event) => {
  event.preventDefault()
  document.getElementById('content').focus()
})

/** The search of the whole site is the one of this page, too: Redoc listens for the same keys. */
addEventListener(
  'keydown',
  (event) => {
    const search = document.querySelector('.shell-search')
    if (!search || !(event.ctrlKey || event.metaKey) || event.key !== 'k') return
    event.preventDefault()
    event.stopImmediatePropagation()
    search.click()
  },
  { capture: true },
)

/** Older links name an operation by its id: `#operation/listCalls`. */
function followOldLink() {
  if (!location.hash.startsWith('#operation/')) return
  const article = document.getElementById(location.hash.slice(1))?.closest('article')
  if (article) history.replaceState(history.state, '', `#${article.id}`)
}

/** The heading that the reader looks at, and where: the last one above the middle of the window. */
function lookedAt(headings) {
  const middle = innerHeight / 2
  return headings.map(({ id, element }) => ({ id, top: element.getBoundingClientRect().top })).findLast(({ top }) => top < middle)
}

const idle = () =>
  new Promise((resolve) => ('requestIdleCallback' in window ? requestIdleCallback(resolve) : setTimeout(resolve)))
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))

/** Redoc's heading of what has this id; without one, that of the page. */
function headingOf(host, id) {
  const section = id === undefined ? host : document.getElementById(id)
  return section?.querySelector('h1, h2, h3') ?? undefined
}

/** The same once it is there; `undefined` if it does not come. */
async function drawn(host, id) {
  for (const end = performance.now() + MOST_MS; performance.now() < end; await frame()) {
    const heading = headingOf(host, id)
    if (heading) return heading
  }
  return undefined
}

/** Keeps a heading where it is while Redoc draws what is above it, until the reader moves. */
function hold(host, { id, top }) {
  let isOver = false
  const end = performance.now() + HOLD_MS
  for (const type of ['wheel', 'touchmove', 'keydown', 'mousedown', 'hashchange']) {
    addEventListener(type, ({ isTrusted }) => (isOver ||= isTrusted), { passive: true, capture: true })
  }
  const step = () => {
    const heading = headingOf(host, id)
    const moved = heading ? heading.getBoundingClientRect().top - top : 0
    if (Math.abs(moved) >= 1) scrollBy({ top: moved, behavior: 'instant' })
    if (!isOver && performance.now() < end) requestAnimationFrame(step)
  }
  step()
}

/** Focuses what in Redoc is like the element that is about to go: the same link, or else the heading that is looked at. */
function focusLike(host, gone, at) {
  const href = gone.getAttribute('href')
  for (const link of host.querySelectorAll('a[href]')) {
    if (link.getAttribute('href') !== href) continue
    link.focus({ preventScroll: true })
    // The closed menu of a phone has links that take no focus.
    if (document.activeElement === link) return
  }
  const heading = headingOf(host, at?.id) ?? document.getElementById('content')
  heading.tabIndex = -1
  heading.focus({ preventScroll: true })
}

/** `load`: Redoc's function and the description that it draws. */
async function takeOver(load) {
  // What came is painted before the browser is busy with Redoc.
  await frame()
  await frame()
  const [init, description] = await load()
  await idle()
  // From here on the ids are Redoc's.
  const headings = [...page.querySelectorAll('h2[id], h3[id]')].map((element) => ({ id: element.id, element }))
  for (const element of page.querySelectorAll('[id]')) element.removeAttribute('id')
  let at = lookedAt(headings)
  const goThere = () => {
    if (scrollY > 0 && at && location.hash !== `#/${at.id}`) location.replace(`#/${at.id}`)
  }
  goThere()
  const host = document.createElement('div')
  host.id = 'redoc'
  host.className = 'redoc-waiting'
  page.after(host)
  // Redoc would scroll the window to what it draws.
  const { scrollTo, scrollBy } = window
  window.scrollTo = window.scrollBy = () => {}
  init(description, OPTIONS, host)
  for (let drawnAt = null; drawnAt !== at?.id; ) {
    drawnAt = at?.id
    await drawn(host, scrollY > 0 ? at?.id : undefined)
    // The reader may have gone on meanwhile.
    at = lookedAt(headings)
    goThere()
  }
  window.scrollTo = scrollTo
  window.scrollBy = scrollBy
  const top = scrollY
  host.className = ''
  if (page.contains(document.activeElement)) focusLike(host, document.activeElement, at)
  page.remove()
  // Redoc keeps a link's target at the top of the window until the wheel turns that far.
  dispatchEvent(new WheelEvent('wheel', { deltaY: 100 }))
  if (top === 0 || !at) scrollTo(0, top)
  else hold(host, at)
}

/** Another part of the same script calls it, which knows where Redoc comes from. */
export function takeOverWhenShown(load) {
  followOldLink()
  if (document.readyState === 'complete') takeOver(load)
  else addEventListener('load', () => takeOver(load))
}
