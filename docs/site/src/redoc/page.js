// Whatever scrolls sideways is reachable by keyboard, and names what it shows.
const whenParsed = (task) => (document.readyState === 'loading' ? addEventListener('DOMContentLoaded', task) : task())
whenParsed(() => {
  const mark = () => {
    for (const wrapper of document.querySelectorAll('.md-table-wrapper, .ref-panels pre')) {
      if (wrapper.scrollWidth > wrapper.clientWidth) wrapper.tabIndex = 0
      else wrapper.removeAttribute('tabindex')
    }
    // A button that shows the chosen example is named by it, as whoever speaks to the page sees it.
    for (const button of document.querySelectorAll('#redoc button[aria-haspopup][aria-label]')) {
      const label = button.getAttribute('aria-label')
      if (button.textContent.trim() === '' || label.includes(button.textContent.trim())) continue
      button.removeAttribute('aria-label')
      button.setAttribute('aria-description', label)
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
