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

/** The search of the whole site is the one of this page, too: Redoc listens for the same keys. */
addEventListener(
  'keydown',
  (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key !== 'k') return
    event.preventDefault()
    event.stopImmediatePropagation()
    document.querySelector('.shell-search').click()
  },
  { capture: true },
)

/** Older links name an operation by its id: `#operation/listCalls`. */
function followOldLink() {
  if (!location.hash.startsWith('#operation/')) return
  const article = document.getElementById(location.hash.slice(1))?.closest('article')
  if (article) history.replaceState(history.state, '', `#${article.id}`)
}

/** What stands at the top of the window, and how far from it: the last heading above its middle. */
function placeOf(headings) {
  const middle = innerHeight / 2
  const above = headings.filter((heading) => heading.getBoundingClientRect().top < middle)
  const heading = above.at(-1)
  return heading && { id: heading.id, top: heading.getBoundingClientRect().top }
}

const idle = () => new Promise((resolve) => ('requestIdleCallback' in window ? requestIdleCallback(resolve) : setTimeout(resolve)))
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))

/** An element of Redoc with content, once it is there. */
async function drawn(host, id) {
  for (const end = performance.now() + MOST_MS; performance.now() < end; await frame()) {
    const element = id ? document.getElementById(id) : host.querySelector('h1')
    if (element && element.getBoundingClientRect().height > 0 && host.querySelector('h1, h2')) return element
  }
  return undefined
}

/** JSON, which is compressed if the host has left it so. */
async function readDescription(response) {
  const bytes = await response.arrayBuffer()
  const [first, second] = new Uint8Array(bytes, 0, 2)
  const { body } = new Response(bytes)
  const isCompressed = first === 0x1f && second === 0x8b
  return new Response(isCompressed ? body.pipeThrough(new DecompressionStream('gzip')) : body).json()
}

async function takeOver() {
  // What came is painted before the browser is busy with Redoc.
  await frame()
  await frame()
  const { bundle, description } = page.dataset
  const [{ init }, document_] = await Promise.all([
    import(new URL(bundle, location.href)),
    fetch(description).then(readDescription),
  ])
  await idle()
  followOldLink()
  // From here on these ids are Redoc's.
  const headings = [...page.querySelectorAll('h2[id], h3[id]')].map((heading) => {
    const { id } = heading
    heading.removeAttribute('id')
    return { id, getBoundingClientRect: () => heading.getBoundingClientRect() }
  })
  const before = placeOf(headings)
  const atTarget = before && location.hash === `#/${before.id}`
  if (scrollY > 0 && before && !atTarget) history.replaceState(history.state, '', `#/${before.id}`)
  const host = document.createElement('div')
  host.id = 'redoc'
  host.className = 'redoc-waiting'
  page.after(host)
  // Redoc would scroll the window to what it draws.
  const { scrollTo, scrollBy } = window
  window.scrollTo = window.scrollBy = () => {}
  init(document_, OPTIONS, host)
  const known = await drawn(host, scrollY > 0 ? before?.id : undefined)
  const now = placeOf(headings)
  const target = now && (now.id === before?.id ? known : await drawn(host, now.id))
  window.scrollTo = scrollTo
  window.scrollBy = scrollBy
  const top = scrollY
  page.remove()
  host.className = ''
  host.tabIndex = -1
  document.querySelector('.shell-skip').setAttribute('href', '#redoc')
  if (top === 0 || !target) scrollTo(0, top)
  else scrollTo(0, scrollY + target.getBoundingClientRect().top - now.top)
  // Redoc keeps a link's target at the top of the window until the reader scrolls: here it stays where it is.
  if (!atTarget) dispatchEvent(new WheelEvent('wheel', { deltaY: 1 }))
}

followOldLink()
if (document.readyState === 'complete') takeOver()
else addEventListener('load', () => takeOver())
