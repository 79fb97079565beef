// What scrolls sideways can be reached by the keyboard; nothing else stops it on its way. The search button is called by all
// that is written on it.
addEventListener('DOMContentLoaded', () => {
  const tables = [...document.querySelectorAll('table')]
  const mark = () => {
    for (const table of tables) {
      if (table.scrollWidth > table.clientWidth) table.tabIndex = 0
      else table.removeAttribute('tabindex')
    }
  }
  mark()
  addEventListener('resize', mark)
  const search = document.querySelector('button[data-open-modal]')
  const words = search?.textContent.replace(/\s+/g, ' ').trim()
  if (words) search.setAttribute('aria-label', words)
})
