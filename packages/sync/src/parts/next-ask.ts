const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** How long after the first time a part is asked for again. */
const AGAIN_MS = [MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, 12 * HOUR_MS, 24 * HOUR_MS]

/** When to ask again, in epoch milliseconds; `null`: never, the part is given up. */
export function nextAsk(firstMs: number, nowMs: number): number | null {
  const waited = nowMs - firstMs
  const after = AGAIN_MS.find((ms) => ms > waited)
  return after === undefined ? null : firstMs + after
}
