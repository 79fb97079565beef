/** A promise that nobody may come to wait for: its failure is told to whoever does, and to nobody else. */
export function ahead<Value>(promise: Promise<Value>): Promise<Value> {
  promise.catch(() => undefined)
  return promise
}
