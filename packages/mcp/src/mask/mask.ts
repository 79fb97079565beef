/** In place of what is masked. */
export const MASK = '***'

/** A telephone number has at least so many. */
export const LEAST_DIGITS = 7
