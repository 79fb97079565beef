/** The largest delay that a timer takes; a larger one would fire at once. */
export const MAX_DELAY_MS = 2 ** 31 - 1

/** Waits; rejects at once with the signal's reason when aborted, and leaves no timer behind. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason)
      return
    }
    const abort = () => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(
      () => {
        signal.removeEventListener('abort', abort)
        resolve()
      },
      Math.min(ms, MAX_DELAY_MS),
    )
    signal.addEventListener('abort', abort, { once: true })
  })
}
