import type { Source } from '@callspec/provider'
import { type Call, createMapper } from '@callspec/provider'

/** A call as a list row showed it. */
export interface Row {
  id: string
  call: Call
  /** Epoch milliseconds. Stamps without a zone are read as UTC when days of a filter are compared with them; see `unzoned`. */
  createdAt: number | null
  startedAt: number | null
  updatedAt: number | null
  raw: object
}

/** Every row that was seen, by id. */
export class KnownRows {
  /** Rows that showed the same stamps every time. */
  readonly byId = new Map<string, Row>()
  /** Whether stamps of rows came without a zone. */
  unzoned = false
  readonly #source: Source
  readonly #changed = new Set<string>()

  constructor(source: Source) {
    this.#source = source
  }

  /** Adds the rows of a page and returns those that can be mapped. */
  add(items: readonly unknown[]): Row[] {
    return items.flatMap((item) => {
      const row = this.read(item)
      if (!row) return []
      const before = this.byId.get(row.id)
      // A call that is still changing cannot be compared with a filter requested at another time.
      if (before && (before.updatedAt !== row.updatedAt || before.startedAt !== row.startedAt)) this.#changed.add(row.id)
      if (this.#changed.has(row.id)) this.byId.delete(row.id)
      else this.byId.set(row.id, row)
      if (isUnzoned(this.#source, item)) this.unzoned = true
      return [row]
    })
  }

  read(item: unknown): Row | undefined {
    const { definition, timeZone } = this.#source
    // If the filters' zone is unknown, stamps without a zone stay on the clock of the rows.
    const call = mapIn(this.#source, item, definition.descriptor.zoneAssumptions.length > 0 ? 'UTC' : timeZone)
    // The mapper only takes objects.
    return (
      call && {
        id: call.id,
        call,
        createdAt: ms(call.createdAt),
        startedAt: ms(call.startedAt),
        updatedAt: ms(call.updatedAt),
        raw: item as object,
      }
    )
  }
}

/** Whether the stamps of a row depend on the zone that they are read in. */
export function isUnzoned(source: Source, item: unknown): boolean {
  if (source.definition.descriptor.zoneAssumptions.length === 0) return false
  const [here, there] = [mapIn(source, item, 'UTC'), mapIn(source, item, 'Asia/Tokyo')]
  return here?.createdAt !== there?.createdAt || here?.updatedAt !== there?.updatedAt
}

function mapIn({ definition, id, assumptions }: Source, item: unknown, zone: string): Call | undefined {
  const zones = Object.fromEntries(definition.descriptor.zoneAssumptions.map((assumption) => [assumption, zone]))
  const result = createMapper(definition, id, { ...assumptions, ...zones }, zone)(item)
  return 'call' in result ? result.call : undefined
}

const ms = (stamp: string | null) => (stamp === null ? null : Date.parse(stamp))
