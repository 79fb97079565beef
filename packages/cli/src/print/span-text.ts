import { countText } from './count-text.js'

/** `7 days`, `90 seconds` */
export const spanText = (seconds: number): string =>
  seconds % 86_400 === 0 ? countText(seconds / 86_400, 'day') : countText(seconds, 'second')
