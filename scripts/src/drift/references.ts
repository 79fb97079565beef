import { isObject, type Json } from './record.ts'

/** A reference to nothing, or only to itself. */
export class BrokenReference {
  readonly to: string

  constructor(to: string) {
    this.to = to
  }
}

/** Follows references within a document until `stop` says otherwise. Other values are returned as they are. */
export type Resolve = (value: unknown, stop?: (reference: Json) => boolean) => unknown

export function resolver(document: Json): Resolve {
  return (value, stop) => {
    const followed = new Set<string>()
    let found = value
    while (isObject(found) && typeof found.$ref === 'string' && !stop?.(found)) {
      const reference = found.$ref
      if (followed.has(reference)) return new BrokenReference(reference)
      followed.add(reference)
      found = pointedAt(document, reference)
      if (found === undefined) return new BrokenReference(reference)
    }
    return found
  }
}

function pointedAt(document: Json, reference: string): unknown {
  if (!reference.startsWith('#')) return undefined
  return reference
    .slice(1)
    .split('/')
    .slice(1)
    .map((part) => decode(part).replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>(
      (value, name) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? value[name as keyof typeof value] : undefined,
      document,
    )
}

/** A stray `%` is taken literally. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
