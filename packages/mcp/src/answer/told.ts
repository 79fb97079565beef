/** A value with each text in it made anew, and without what is `null`, absent or an object of nothing: it says no more than that it is not told. */
export function told(value: unknown, toText: (text: string) => string): unknown {
  if (typeof value === 'string') return toText(value)
  if (Array.isArray(value)) return value.map((each: unknown) => told(each, toText))
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).flatMap(([name, member]): [string, unknown][] => {
    if (member === null || member === undefined) return []
    const made = told(member, toText)
    return isNothing(made) ? [] : [[name, made]]
  })
  return Object.fromEntries(members)
}

const isNothing = (value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0
