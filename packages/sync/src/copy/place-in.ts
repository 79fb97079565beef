import type { SourceOfCopy } from './copied-source.js'

/** The place of a call among those of the same instant and source, where some sources' lists are turned around. */
export function placeIn(
  turned: readonly string[],
  sources: readonly Pick<SourceOfCopy, 'id'>[] | null,
  parameter: (ids: readonly string[]) => string,
): string {
  if (turned.length === 0) return 'list_rank'
  const areAll = sources?.every(({ id }) => turned.includes(id)) ?? false
  return areAll ? '-list_rank' : `CASE WHEN source IN ${parameter(turned)} THEN -list_rank ELSE list_rank END`
}
