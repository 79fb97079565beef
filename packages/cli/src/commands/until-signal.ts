const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Runs work that cleans up after itself when a signal comes; then the signal ends the process as it would have. */
export async function untilSignal<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const controller = new AbortController()
  let received: NodeJS.Signals | undefined
  const onSignal = (signal: NodeJS.Signals) => {
    received = signal
    stopListening()
    controller.abort()
  }
  const stopListening = () => {
    for (const signal of SIGNALS) process.removeListener(signal, onSignal)
  }
  for (const signal of SIGNALS) process.on(signal, onSignal)
  try {
    return await work(controller.signal)
  } finally {
    stopListening()
    if (received) process.kill(process.pid, received)
  }
}
