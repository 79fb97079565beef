import type { Attributes, AttributeValue } from '@opentelemetry/api'

/** Attributes as they are gathered: what a platform does not say is `null` or absent, and what is masked says nothing. */
export type Gathered = Readonly<Record<string, AttributeValue | null | undefined>>

/** Those that say something. */
export const attributes = (gathered: Gathered): Attributes =>
  Object.fromEntries(
    Object.entries(gathered).flatMap(([name, value]) =>
      value === null || value === undefined || value === '***' ? [] : [[name, wellFormed(value)]],
    ),
  )

/** Protocol buffers hold no half of a character. */
const wellFormed = (value: AttributeValue): AttributeValue => (typeof value === 'string' ? value.toWellFormed() : value)
