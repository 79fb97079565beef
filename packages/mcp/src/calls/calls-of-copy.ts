import { tells } from '@callspec/provider'
import type { CopiedSource, Copy, CopyLogOptions, CopyQuery } from '@callspec/sync'
import { COPY_QUERY_SCHEMA } from '@callspec/sync/query-schema'
import { type Call, PARTS } from 'callspec'
import { checkQuery, wantedFilters } from 'callspec/kit'
import { chosen, sourceOfKey } from './chosen.js'
import type { PartFact, ReadableCalls, SourceFact } from './readable-calls.js'

/** The calls of a copy, as tools read them. It is asked each time what sources it has: a sync may add some. */
export function callsOfCopy(copy: Copy, { gone, sources: only }: Pick<CopyLogOptions, 'gone' | 'sources'> = {}): ReadableCalls {
  const known = async (): Promise<CopiedSource[]> => {
    await copy.refresh()
    return chosen(copy.sources, only)
  }
  const logOf = (sources: readonly CopiedSource[]) =>
    copy.log({ sources: sources.map(({ id }) => id), gone, onUnsupported: 'skip' })
  return {
    isCopy: true,
    querySchema: COPY_QUERY_SCHEMA,
    sources: known,
    log: async (ids) => logOf(chosen(await known(), ids)),
    listed: () => undefined,
    async get(key, signal) {
      const sources = await known()
      sourceOfKey(sources, key)
      const call = await logOf(sources).get(key, { signal })
      return { call, parts: await partsOf(copy, call), leftOut: [] }
    },
    async explain(query, ids) {
      const sources = chosen(await known(), ids)
      // Checks the words of all members, and reads nothing before it is iterated.
      logOf(sources).list(query)
      // Without what only a copy answers.
      const { search: _, outcome: __, weekdays: ___, hours: ____, providers: _____, ...shared }: CopyQuery = query
      const filters = wantedFilters(checkQuery(shared)).map(([name]) => name)
      return sources.map((source) => explainCopied(source, filters))
    },
    async describe() {
      const sources = await known()
      const activities = await copy.activity()
      return Promise.all(
        sources.map(async (source) => ({
          ...ofCopied(source),
          calls: await copy.count(source.id),
          sync: activities.find((each) => each.source === source.id)?.state ?? null,
          cannotFilterBy: Object.keys(source.unanswerable),
        })),
      )
    },
    withoutReason: () => 'no end reason is told',
  }
}

const ofCopied = ({ id, provider, syncedAt, coveredSince, readAgain }: CopiedSource): SourceFact => ({
  source: id,
  provider,
  syncedAt,
  coveredSince,
  readAgain,
  ...(syncedAt === null && { notWhole: 'its first sync is not done, so calls are lacking' }),
})

function explainCopied(source: CopiedSource, filters: readonly (keyof CopiedSource['unanswerable'])[]): SourceFact {
  const unsupported = filters.flatMap((name) => {
    const because = source.unanswerable[name]
    return because === undefined ? [] : [{ name, because }]
  })
  if (unsupported.length > 0) return { ...ofCopied(source), answers: false, unsupported }
  return {
    ...ofCopied(source),
    answers: true,
    requests: [],
    filters: filters.map((name) => ({ name, kind: 'local', because: 'the copy has every call, and is filtered itself' })),
  }
}

async function partsOf(copy: Copy, call: Call): Promise<PartFact[]> {
  const standings = await copy.standings(call)
  // One that it does not have and that nobody waits for: the call has none.
  return PARTS.map((part) => standings.find((each) => each.part === part) ?? { part, state: tells(call, part) ? 'here' : 'none' })
}
