import type { Included, SourceSummary } from 'callspec'

const or = new Intl.ListFormat('en', { type: 'disjunction' })

/** What calls of a source may lack of what was asked for. */
export const lackedText = ({ never }: Pick<SourceSummary, 'never'>, include: readonly Included[] = []): string =>
  or.format(include.filter((part) => !never.some((name) => name === part))) || 'a part that was asked for'
