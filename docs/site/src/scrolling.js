// Whatever scrolls sideways is reachable by keyboard, and nothing else is a tab stop.
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
})
