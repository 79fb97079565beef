import { key } from './filters.ts'

/** A value as source text. */
export function literal(value: unknown): string {
  if (typeof value === 'string') return quoted(value)
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`
  if (typeof value === 'object' && value !== null) {
    return `{ ${Object.entries(value)
      .map(([name, member]) => `${key(name)}: ${literal(member)}`)
      .join(', ')} }`
  }
  return String(value)
}

export const quoted = (text: string): string =>
  `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`

/** An example as source text, with other text at some of its places; places that it lacks are added. */
export function withPlaces(
  example: unknown,
  places: readonly (readonly [path: readonly string[] | undefined, text: string])[],
): string {
  const here = places.find(([path]) => path?.length === 0)
  if (here) return here[1]
  if (typeof example !== 'object' && example !== undefined) return literal(example)
  const members = Object.entries(Array.isArray(example) ? {} : (example ?? {}))
  const inner = (name: string) => places.flatMap(([path, text]) => (path?.[0] === name ? [[path.slice(1), text] as const] : []))
  const added = [...new Set(places.flatMap(([path]) => path?.[0] ?? []))].filter(
    (name) => !members.some(([each]) => each === name),
  )
  if (places.every(([path]) => path === undefined)) return literal(example)
  const texts = [...members, ...added.map((name) => [name, undefined] as const)].map(
    ([name, value]) => `${key(name)}: ${withPlaces(value, inner(name))}`,
  )
  return `{ ${texts.join(', ')} }`
}

/** `body.data?.calls`, with an optional step at each but the first. */
export const accessed = (from: string, path: readonly string[], optional = ''): string =>
  path.reduce((text, name, index) => `${text}${index > 0 ? optional : ''}.${name}`, from)

/** The import statements for what a text uses, from `names by module`. */
export function imports(text: string, modules: Readonly<Record<string, readonly string[]>>): string {
  const code = text.replaceAll(/^\s*\/\/.*$|^\s*\/\*\*.*$|'[^'\n]*'/gm, '')
  return Object.entries(modules)
    .flatMap(([module, names]) => {
      const used = names.filter((name) =>
        new RegExp(`(?<![\\w-])(?<!(?<!\\.)\\.)${name.replace('type ', '')}\\b(?!:|-)`).test(code),
      )
      if (used.length === 0) return []
      const types = used.every((name) => name.startsWith('type '))
      const list = types ? used.map((name) => name.replace('type ', '')) : used
      return [`import ${types ? 'type ' : ''}{ ${list.join(', ')} } from '${module}'`]
    })
    .join('\n')
}
