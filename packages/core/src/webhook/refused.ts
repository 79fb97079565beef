import { CallspecError, type ErrorCode } from '../errors/error.js'

/** Why a hook is not taken: one line, without the secret and without anything of the body. */
export const refused = (provider: string, code: ErrorCode, text: string): CallspecError =>
  new CallspecError(`${provider} web hook: ${text}`, { code, provider })
