/** The largest delay of a timer; a larger one would fire at once. */
export const MAX_DELAY_MS = 2 ** 31 - 1

/** Waits; rejects at once with the signal's reason when aborted, and leaves no timer behind. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      if (signal.aborted) reject(signal.reason)
      else resolve()
    }
    const timer = setTimeout(end, Math.min(ms, MAX_DELAY_MS))
    signal.addEventListener('abort', end)
    if (signal.aborted) end()
  })
}
