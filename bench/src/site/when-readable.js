// Runs in a page before its scripts. Notes when an operation can first be read: its heading and its first parameter are in the window.
;(([summary, parameter]) => {
  const isInSight = (element) => {
    const { top, bottom, height } = element.getBoundingClientRect()
    return height > 0 && top >= 0 && bottom <= innerHeight && element.checkVisibility({ visibilityProperty: true })
  }
  const find = (selector, text) =>
    [...document.querySelectorAll(selector)].some((element) => element.textContent.trim() === text && isInSight(element))
  const look = () => {
    if (find('h1, h2, h3', summary) && find('code, .schema-name', parameter)) {
      // It is painted with this frame.
      requestAnimationFrame(() => {
        globalThis.readableAt = performance.now()
      })
    } else requestAnimationFrame(look)
  }
  look()
})(globalThis.wanted)
