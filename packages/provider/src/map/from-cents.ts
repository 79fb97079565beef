import { plainDecimal } from './row-reader.js'

/** An amount in cents, or hundredths of any unit, as one in the unit. The point is moved in the text: every digit stays. */
export const fromCents = (cents: string | null): string | null => (cents === null ? null : plainDecimal(`${cents}e-2`))
