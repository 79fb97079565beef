import { isReceiving } from '../receive/receiver-record.js'
import type { SourceFacts, SourceIdentity } from '../sources/source-facts.js'
import type { Statements } from '../store/store.js'

/** A source as the copy knows it. */
export interface CopiedSource {
  readonly id: string
  readonly provider: string
  readonly baseUrl: string
  /** When the last whole pass began: the copy has what the platform listed then. `null`: no pass was whole yet. */
  readonly syncedAt: string | null
  /** The stamp from which on the copy has calls; `null`: from the first call. */
  readonly coveredSince: string | null
  /** What changed, in words, so that the source has to be read again; `null`: nothing. */
  readonly readAgain: string | null
  /** Whether its recordings open only with the account's key, which a copy does not have. */
  readonly lockedRecordings: boolean
  /** Since when web hooks are received for it, and how many of its calls none told of although they are over; `null`: none are received. */
  readonly hooks: { readonly since: string; readonly missed: number } | null
  /** Filters that its rows cannot answer, and why. */
  readonly unanswerable: Readonly<SourceFacts['unanswerable']>
}

/** The same, with what reading it takes. */
export interface SourceOfCopy extends CopiedSource {
  readonly facts: SourceFacts
  /** Identifies the account; it reveals nothing about a key. */
  readonly account: string
}

/** The sources of a copy, by id. */
export async function sourcesOfCopy({ all }: Statements): Promise<SourceOfCopy[]> {
  const rows = await all(SOURCES)
  const sources = rows.map(
    ([id, provider, baseUrl, identity, facts, watermark, coveredSince, readAgain, since, seenAt, missed]): SourceOfCopy => {
      // Written by a sync.
      const { account = '' } = JSON.parse(String(identity)) as Partial<SourceIdentity>
      // As above.
      const known = JSON.parse(String(facts)) as SourceFacts
      return {
        id: String(id),
        provider: String(provider),
        baseUrl: String(baseUrl),
        syncedAt: textOrNull(watermark),
        coveredSince: textOrNull(coveredSince),
        readAgain: textOrNull(readAgain),
        lockedRecordings: known.lockedRecordings ?? false,
        hooks: since != null && isReceiving(String(seenAt), Date.now()) ? { since: String(since), missed: Number(missed) } : null,
        unanswerable: known.unanswerable,
        facts: known,
        account,
      }
    },
  )
  return sources.sort((one, other) => (one.id < other.id ? -1 : 1))
}

const SOURCES = `SELECT id, provider, base_url, identity, facts, watermark, covered_since, read_again, receivers.since, receivers.seen_at,
(SELECT count(*) FROM hooks WHERE hooks.source = sources.id AND received = 0)
FROM sources LEFT JOIN receivers ON receivers.source = sources.id`

/** Calls of a source that the copy has. */
export async function countCalls({ all }: Statements, source: string): Promise<number> {
  const [row] = await all('SELECT count(*) FROM calls WHERE source = $1', [source])
  return Number(row?.[0])
}

const textOrNull = (value: unknown) => (value === null || value === undefined ? null : String(value))
