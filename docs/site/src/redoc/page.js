// The choice of colours is one for the whole site: it holds on this page, and Redoc's switch changes it for the others.
try {
  const chosen = localStorage.getItem('starlight-theme')
  if (chosen === 'light' || chosen === 'dark') localStorage.setItem('redoc.colorMode', chosen)
  else localStorage.removeItem('redoc.colorMode')
} catch {
  // Storage may be closed to a page from a file: the colours are then the system's.
}

const isDark = () => document.documentElement.classList.contains('dark')

// What scrolls sideways can be reached by the keyboard.
addEventListener('DOMContentLoaded', () => {
  const mark = () => {
    for (const wrapper of document.querySelectorAll('.md-table-wrapper')) {
      if (wrapper.scrollWidth > wrapper.clientWidth) wrapper.tabIndex = 0
      else wrapper.removeAttribute('tabindex')
    }
  }
  // Redoc draws as one goes along.
  new MutationObserver(mark).observe(document.body, { childList: true, subtree: true })
  addEventListener('resize', mark)
  mark()

  let wasDark = isDark()
  new MutationObserver(() => {
    if (isDark() === wasDark) return
    wasDark = isDark()
    localStorage.setItem('starlight-theme', wasDark ? 'dark' : 'light')
  }).observe(document.documentElement, { attributeFilter: ['class'] })
})
