/** Marks a promise as possibly never awaited: its rejection is not reported as unhandled. */
export function ahead<Value>(promise: Promise<Value>): Promise<Value> {
  promise.catch(() => undefined)
  return promise
}
