/** In place of what is masked. */
export const MASK = '***'

/** What people write between the digits of a telephone number, in a class of a pattern. */
export const BETWEEN_DIGITS = '\\s().,/·‐-―\\u2212\\-'

/** A telephone number has at least so many. */
export const LEAST_DIGITS = 7
