import { countText } from './count-text.js'

/** After which time calls may be gone: `14 days: pay-as-you-go accounts keep …`. */
export const retentionText = ({ days, text }: { days: number | null; text: string }): string =>
  days === null ? text : `${countText(days, 'day')}: ${text}`
