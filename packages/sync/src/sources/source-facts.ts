import {
  assumeFrom,
  type FilterName,
  fingerprint,
  listOrder,
  ORDERS,
  type OrderName,
  PARTS,
  type Part,
  partFrom,
  type Source,
} from '@callspec/provider'
import { SCHEMA } from 'callspec'

/** What a copy keeps of a source, so that it can be read without it. */
export interface SourceFacts {
  /** Parts that the platform never has. */
  never: Part[]
  /** Parts that only a request for a single call brings. */
  got: Part[]
  /** Parts that come by requests of their own. Absent in what an earlier version wrote. */
  requested?: Part[]
  /** Filters that no row can answer, and why. */
  unanswerable: { [Name in FilterName]?: string }
  /** Orders for which the platform turns its list around: then calls of one instant come in turned order as well. */
  turned: OrderName[]
  /** Whether recordings open only with the account's key. Absent in what an earlier version wrote. */
  lockedRecordings?: boolean
}

export function sourceFacts({ definition, assumptions }: Source): SourceFacts {
  const { parts, filters } = definition
  const unanswerable: SourceFacts['unanswerable'] = {}
  for (const [name, { kind, carried, because }] of Object.entries(filters)) {
    // Object.entries forgets the names.
    if (kind === 'unsupported') unanswerable[name as FilterName] = because
    else if (kind === 'details') unanswerable[name as FilterName] = DETAILED
    else if (carried === false) unanswerable[name as FilterName] = UNCARRIED
  }
  const directionOf = (order: OrderName) => listOrder(definition, order, assumeFrom(assumptions)).direction
  return {
    never: PARTS.filter((part) => parts[part] === 'never'),
    got: PARTS.filter((part) => parts[part] === 'get'),
    requested: PARTS.filter((part) => partFrom(parts[part]) === 'requests'),
    unanswerable,
    lockedRecordings: definition.descriptor.recording?.access.includes('authenticated') ?? false,
    turned: ORDERS.filter((order) => directionOf(order) !== directionOf('arrival')),
  }
}

/** Why a copy cannot answer what its platform can. */
const UNCARRIED = 'a copy lacks it, because the platform filters by it but its rows do not carry it'

const DETAILED = 'a copy lacks it, because only the request for a single call tells it'

/** What decides which calls a source lists and what they say. If any of it changes, the source has to be read again. */
export type SourceIdentity = Readonly<Record<keyof typeof WORDS, string>>

/** What changed, in words. */
const WORDS = {
  provider: 'its provider',
  baseUrl: 'its base URL',
  account: 'its key',
  timeZone: 'its time zone',
  assumptions: 'an assumption',
  inputs: 'its inputs',
  mapping: 'how its platform is read',
} as const

export function sourceIdentity(source: Source): SourceIdentity {
  const { provider, baseUrl, account, timeZone, assumptions, inputs } = source
  return {
    provider,
    baseUrl,
    account,
    timeZone,
    assumptions: fingerprint(JSON.stringify(Object.entries(assumptions).sort())),
    inputs: fingerprint(JSON.stringify(inputs)),
    mapping: mappingOf(source),
  }
}

/** Changes with the spec and with what maps a row. */
function mappingOf({ definition }: Source): string {
  const { descriptor, map, parts, statuses, stamps } = definition
  const plain = JSON.stringify([SCHEMA, descriptor, parts, statuses, stamps], (_, value: unknown) =>
    typeof value === 'function' ? String(value) : value,
  )
  return fingerprint(plain + String(map))
}

/** What differs between two identities, in words; nothing if they are the same. */
export function identityChanges(before: Partial<SourceIdentity>, now: SourceIdentity): string[] {
  // The words have the names of the members.
  const names = Object.keys(WORDS) as (keyof SourceIdentity)[]
  const changed = names.filter((name) => before[name] !== now[name])
  // A base URL changes the account as well.
  return [...new Set(changed.filter((name) => name !== 'account' || !changed.includes('baseUrl')).map((name) => WORDS[name]))]
}
