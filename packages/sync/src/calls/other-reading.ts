import type { Call, Source } from 'callspec'
import { ambiguousStamps } from 'callspec/kit'

/** The other instant at which a call may have been, where its stamp has no offset and a time that clocks show twice or skip. */
export function otherReadings(source: Source): (call: Call) => string | null {
  const isAmbiguous = ambiguousStamps(source)
  if (!isAmbiguous) return () => null
  const map = source.mapper()
  return ({ occurredAt, raw }) => {
    if (occurredAt === null || !isAmbiguous(occurredAt)) return null
    const mapped = map(raw)
    return 'reasons' in mapped ? null : (mapped.otherReadings?.get(occurredAt) ?? null)
  }
}
