import type { Outcome } from './run.ts'

/** A check's program, started by the call. */
export type Step = () => Promise<Outcome>

export interface Checked {
  name: string
  outcome: Outcome
  seconds: number
}

/** Runs chains of steps beside each other, each step after the one before it in its chain; yields what came of them in the order of the chains. */
export async function* beside(...chains: readonly Record<string, Step>[]): AsyncGenerator<Checked> {
  const started = chains.map((chain) => {
    let before: Promise<unknown> = Promise.resolve()
    return Object.entries(chain).map(([name, step]) => {
      const result = before.then(() => timed(name, step))
      before = result
      return result
    })
  })
  yield* started.flat()
}

async function timed(name: string, step: Step): Promise<Checked> {
  const start = performance.now()
  const outcome = await step().catch(
    (error: unknown): Outcome => ({ ok: false, output: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  )
  return { name, outcome, seconds: (performance.now() - start) / 1000 }
}
