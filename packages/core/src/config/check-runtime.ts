import { CallspecError } from '../errors/error.js'

/** Says so where the runtime is too old: what fails on the way would not. */
export function checkRuntime(): void {
  if ('withResolvers' in Promise) return
  throw new CallspecError('callspec needs Node 22.12 or newer, or Promise.withResolvers.', {
    code: 'unsupported',
  })
}
