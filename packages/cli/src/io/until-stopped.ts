/** Aborts at the first SIGINT or SIGTERM, so that work ends cleanly. The second one ends the process. */
export function untilStopped(): AbortSignal {
  const stopped = new AbortController()
  const stop = (signal: NodeJS.Signals) => stopped.abort(new Stopped(signal))
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  return stopped.signal
}

export class Stopped extends Error {
  override readonly name = 'Stopped'

  constructor(readonly signal: NodeJS.Signals) {
    super(`Stopped by ${signal}.`)
  }
}
