/** A field of the unified call, and the platform's members that decide it. */
export interface FieldSource {
  /** `agent.id` */
  field: string
  /** `transcript[].role`, in the order of the row. */
  members: string[]
}

type Row = Record<string, unknown>

/** So many rows are looked at with two members missing: that finds a member which stands in for another. */
const PAIRED = 6

/**
 * What decides each field of a call, found by trial on the mapping itself: a member is left out of a row, and the fields that
 * then change are its own.
 */
export function fieldMap(rows: readonly object[], toCall: (row: object) => object): FieldSource[] {
  const found = new Map<string, Set<string>>()
  const order: string[] = []
  const note = (field: string, member: string) => {
    if (!found.has(field)) found.set(field, new Set())
    found.get(field)!.add(member)
  }
  const fieldsOf = (row: object) => {
    try {
      return flat(toCall(row))
    } catch {
      // Without this member there is no call at all.
      return undefined
    }
  }
  for (const [position, row] of rows.entries()) {
    const members = [...new Set(memberPaths(row))]
    order.push(...members)
    const whole = fieldsOf(row)
    if (!whole) continue
    for (const member of members) {
      const less = without(row, member)
      const fields = fieldsOf(less)
      const changed = fields ? differences(whole, fields) : ['id']
      for (const field of changed) note(field, member)
      if (!fields || changed.length === 0 || position >= PAIRED) continue
      for (const other of members) {
        if (other === member) continue
        const both = fieldsOf(without(less, other))
        for (const field of both ? differences(fields, both) : []) note(field, other)
      }
    }
  }
  const places = new Map([...new Set(order)].map((member, index) => [member, index]))
  return [...found].map(([field, members]) => ({
    field,
    members: [...members].toSorted((one, other) => places.get(one)! - places.get(other)!),
  }))
}

/** What names the source, or repeats the row. */
const OWN = new Set(['key', 'provider', 'source', 'raw'])

/** The fields of a call by their names; a list is one field. */
function flat(call: object): Map<string, string> {
  const fields = new Map<string, string>()
  for (const [name, value] of Object.entries(call)) {
    if (OWN.has(name)) continue
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      for (const [inner, own] of Object.entries(value)) fields.set(`${name}.${inner}`, JSON.stringify(own) ?? '')
    } else fields.set(name, JSON.stringify(value) ?? '')
  }
  return fields
}

function differences(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  const none = (value: string | undefined) => value === undefined || value === 'null'
  return (
    [...new Set([...before.keys(), ...after.keys()])]
      .filter((name) => before.get(name) !== after.get(name) && !(none(before.get(name)) && none(after.get(name))))
      // A group that became null as a whole is not a field.
      .filter((name) => ![...before.keys(), ...after.keys()].some((other) => other.startsWith(`${name}.`)))
  )
}

/** Every member without members of its own; those of a list's items have one name. */
function memberPaths(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) {
    const inner = value.flatMap((item) => memberPaths(item, `${path}[]`))
    return inner.length > 0 && typeof value[0] === 'object' ? inner : [path]
  }
  if (typeof value !== 'object' || value === null) return path === '' ? [] : [path]
  const inner = Object.entries(value).flatMap(([name, member]) => memberPaths(member, path === '' ? name : `${path}.${name}`))
  return inner.length > 0 ? inner : path === '' ? [] : [path]
}

/** A copy of the row without a member; what is not on the way to it is shared. */
function without(row: object, member: string): object {
  // It is an object, as the row is.
  return omitted(row, member.split(/\.|(?=\[\])/)) as object
}

function omitted(value: unknown, [name = '', ...rest]: readonly string[]): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return name === '[]' ? value.map((item) => omitted(item, rest)) : value
  const { [name]: member, ...others } = value as Row
  return rest.length === 0 || member === undefined ? others : { ...value, [name]: omitted(member, rest) }
}
