import { flush } from '../io/output.js'
import { Stopped } from '../io/until-stopped.js'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Runs work that a signal ends early and cleanly: it may still print what came. Then the signal ends the process as it would have; a second one does at
 * once.
 */
export async function untilSignal<Result>(
  work: (signal: AbortSignal) => Promise<Result>,
  signals: readonly NodeJS.Signals[] = SIGNALS,
): Promise<Result> {
  const controller = new AbortController()
  let received: NodeJS.Signals | undefined
  const onSignal = (signal: NodeJS.Signals) => {
    received = signal
    stopListening()
    controller.abort(new Stopped(signal))
  }
  const stopListening = () => {
    for (const signal of signals) process.removeListener(signal, onSignal)
  }
  for (const signal of signals) process.on(signal, onSignal)
  try {
    return await work(controller.signal)
  } finally {
    stopListening()
    if (received) await endBy(received)
  }
}

/** Ends the process as the signal would have, once all output is out: a shell then says 130 after Ctrl-C. */
export async function endBy(signal: NodeJS.Signals): Promise<void> {
  await flush()
  process.kill(process.pid, signal)
}
