// The whole site shares one choice of colours: this page follows it from its first line on, and Redoc is told.
{
  let chosen = null
  try {
    chosen = localStorage.getItem('starlight-theme')
    if (chosen === 'light' || chosen === 'dark') localStorage.setItem('redoc.colorMode', chosen)
    else localStorage.removeItem('redoc.colorMode')
  } catch {
    // A page opened from a file may have no storage: it then uses the system's colours.
  }
  const isDark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.classList.add(isDark ? 'dark' : 'light')
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light'
}
