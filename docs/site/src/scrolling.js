// Whatever scrolls sideways is reachable by keyboard, and nothing else is a tab stop. The search button is named by all the text on
// it.
addEventListener('DOMContentLoaded', () => {
  // The code blocks' own script marks them too, but on a long page only after the reader may have tabbed past.
  const scrolling = [...document.querySelectorAll('table, .expressive-code pre')]
  const mark = () => {
    for (const element of scrolling) {
      if (element.scrollWidth > element.clientWidth) element.tabIndex = 0
      else element.removeAttribute('tabindex')
    }
  }
  mark()
  addEventListener('resize', mark)
  const search = document.querySelector('button[data-open-modal]')
  const words = search?.textContent.replace(/\s+/g, ' ').trim()
  if (words) search.setAttribute('aria-label', words)
})
