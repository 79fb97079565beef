import type { Call } from 'callspec'

/**
 * The class of error a call ended with: the platform's own word, else `_OTHER`, which the conventions reserve; `undefined` if it was none. A call
 * that nobody answered, or that was busy or canceled, is no error. `said`: the call whose words may be told.
 */
export function errorType({ status, endReason }: Call, said: Pick<Call, 'endReason'>): string | undefined {
  if (status !== 'failed' && endReason?.code !== 'error') return undefined
  const word = said.endReason?.raw
  return word === undefined || word === '' || word === '***' ? '_OTHER' : word
}
