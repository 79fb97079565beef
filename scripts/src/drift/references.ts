import { isObject, type Json } from './record.ts'

/** A reference that leads nowhere, or only to itself. */
export class BrokenReference {
  readonly to: string

  constructor(to: string) {
    this.to = to
  }
}

/** Follows the references within a document, up to one where `stop` says so. A value that is none is given back as it is. */
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

/** A stray `%` stands for itself. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
