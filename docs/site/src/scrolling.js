// Whatever scrolls sideways is reachable by keyboard, and nothing else is a tab stop. A table of few columns can be cards on a phone.
const FEW_COLUMNS = 5

addEventListener('DOMContentLoaded', () => {
  const phone = matchMedia('(max-width: 50rem)')
  if (phone.matches) makeCards()
  else phone.addEventListener('change', makeCards, { once: true })
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
})

/** Those of few columns. */
function makeCards() {
  for (const table of document.querySelectorAll('.sl-markdown-content table')) {
    const heads = [...table.querySelectorAll('thead th')].map(({ textContent }) => textContent)
    if (heads.length > 1 && heads.length <= FEW_COLUMNS) makeTableCards(table, heads)
  }
}

/** Rows that are drawn as cards keep their meaning, and each cell its head. */
function makeTableCards(table, heads) {
  table.classList.add('cards')
  table.role = 'table'
  for (const group of table.querySelectorAll('thead, tbody')) group.role = 'rowgroup'
  for (const head of table.querySelectorAll('th')) head.role = 'columnheader'
  for (const row of table.rows) {
    row.role = 'row'
    for (const [index, cell] of [...row.cells].entries()) {
      if (cell.tagName === 'TD') cell.role = 'cell'
      cell.dataset.head = heads[index] ?? ''
    }
  }
}
