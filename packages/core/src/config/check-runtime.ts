import { CallspecError } from '../errors/error.js'

/** Rejects a runtime that is too old, which would otherwise fail with an unclear error. */
export function checkRuntime(): void {
  if ('withResolvers' in Promise) return
  throw new CallspecError('callspec needs Node 22.12 or newer, or Promise.withResolvers.', {
    code: 'unsupported',
  })
}
