// The whole site shares one choice of colours: this page follows it, and Redoc's switch changes it for the other pages.
try {
  const chosen = localStorage.getItem('starlight-theme')
  if (chosen === 'light' || chosen === 'dark') localStorage.setItem('redoc.colorMode', chosen)
  else localStorage.removeItem('redoc.colorMode')
} catch {
  // A page opened from a file may have no storage: it then uses the system's colours.
}

const isDark = () => document.documentElement.classList.contains('dark')

// Whatever scrolls sideways is reachable by keyboard.
addEventListener('DOMContentLoaded', () => {
  const mark = () => {
    for (const wrapper of document.querySelectorAll('.md-table-wrapper')) {
      if (wrapper.scrollWidth > wrapper.clientWidth) wrapper.tabIndex = 0
      else wrapper.removeAttribute('tabindex')
    }
  }
  // Redoc renders as the reader scrolls.
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
