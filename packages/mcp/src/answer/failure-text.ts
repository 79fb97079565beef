import { isCallspecError, providerMessage } from 'callspec'

/** An error in words, with what the platform said. */
export function failureText(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const said = isCallspecError(error) ? providerMessage(error) : undefined
  return `${error.message}${said === undefined ? '' : ` The response said ${JSON.stringify(said)}.`}`
}
