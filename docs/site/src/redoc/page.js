// Whatever scrolls sideways is reachable by keyboard.
const whenParsed = (task) => (document.readyState === 'loading' ? addEventListener('DOMContentLoaded', task) : task())
whenParsed(() => {
  const mark = () => {
    for (const wrapper of document.querySelectorAll('.md-table-wrapper, .ref-panels pre')) {
      if (wrapper.scrollWidth > wrapper.clientWidth) wrapper.tabIndex = 0
      else wrapper.removeAttribute('tabindex')
    }
  }
  // Redoc renders as the reader scrolls.
  new MutationObserver(mark).observe(document.body, { childList: true, subtree: true })
  addEventListener('resize', mark)
  mark()
})

// Redoc's switch of colours changes them for the other pages as well.
addEventListener('click', ({ target }) => {
  if (!target.closest('[data-testid="color-mode-switcher"]')) return
  requestAnimationFrame(() => {
    const theme = document.documentElement.classList.contains('dark') ? 'dark' : 'light'
    document.documentElement.dataset.theme = theme
    localStorage.setItem('starlight-theme', theme)
  })
})
