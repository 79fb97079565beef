export const DAY_MS = 86_400_000

/** The day in UTC on which an instant lies: `2026-11-01`. */
export const isoDay = (instant: number): string => new Date(instant).toISOString().slice(0, 10)
