import { jsonText } from 'callspec/json'
import type { Stats } from 'callspec/stats'

/** Groups as lines of JSON: the members of `by`, then what was counted. */
export const statsLines = ({ groups }: Stats): string =>
  groups.map(({ by, ...measures }) => `${jsonText({ ...by, ...measures })}\n`).join('')
