import type { Included, Summary } from 'callspec'
import { errorText } from '../failure.js'
import { countText } from './count-text.js'
import { lackedText } from './lacked-text.js'

/** What a list lacks by its summary, a line for each source and kind, each with what to do. Sources that failed told it before. */
export function failureTexts({ sources }: Summary, include?: readonly Included[]): string[] {
  return sources.flatMap((source) => {
    const { missing, rereads, incomplete, incompleteBecause } = source
    const advice =
      rereads > 0
        ? 'Run it again; if they stay away, the total is wrong, and only the platform can tell why.'
        : 'Run it again with --strict, which reads until they come.'
    return [
      ...(missing > 0 ? [`${source.source}: ${countText(missing, 'call')} missing that its total counts. ${advice}`] : []),
      ...(incompleteBecause
        ? [
            `${source.source}: ${countText(incomplete, 'call')} without ${lackedText(source, include)}: ${errorText(incompleteBecause)}`,
          ]
        : []),
    ]
  })
}
