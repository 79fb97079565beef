import type { SourceReport } from '../sync-report.js'

/** Counts a part that could not be asked for. */
export function noteUnreached({ unreached }: Pick<SourceReport, 'unreached'>, reason: string): void {
  unreached.count++
  unreached.because ??= reason
}
