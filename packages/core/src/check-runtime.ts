import { CallspecError } from './error.js'

/** Says so where the runtime is too old: what fails on the way would not. */
export function checkRuntime(): void {
  if ('withResolvers' in Promise) return
  // Typed by hand: by Node's types it would always be there.
  const { process } = globalThis as { process?: { versions?: { node?: string } } }
  throw new CallspecError(
    `callspec needs Node 22.12 or newer, or Promise.withResolvers; this is ${process?.versions?.node ?? 'older'}.`,
    {
      code: 'unsupported',
    },
  )
}
