// What scrolls sideways can be reached by the keyboard; nothing else stops it on its way. The search button is called by all
// that is written on it.
addEventListener('DOMContentLoaded', () => {
  // The script of the code blocks marks them as well, but on a long page only after somebody may have come by.
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
