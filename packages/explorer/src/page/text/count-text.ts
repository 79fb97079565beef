import { numberText } from './number-text.js'

/** `1 call`, `1,000 calls` */
export const countText = (count: number, noun: string): string => `${numberText(count)} ${noun}${count === 1 ? '' : 's'}`
