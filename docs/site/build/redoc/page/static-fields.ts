import { type Document, type Parameter, type Ref, resolve, type Schema } from '../../document.ts'
import { code, escaped, inline, quoted } from './html.ts'

/** Values that are shown of a closed list of words. */
const MOST_VALUES = 12

/** Where on the page something is written. */
interface Place {
  anchor: string
  title: string
}

/** Draws the fields of schemas and examples. What a named schema or an example holds is written once on a page; later places lead there. */
export class StaticFields {
  readonly #document: Document
  /** Where each named schema is written. */
  readonly #places = new Map<string, Place>()

  constructor(document: Document) {
    this.#document = document
  }

  parameters(parameters: readonly Parameter[]): string {
    const items = parameters.map((parameter) => {
      const schema = resolve(this.#document, parameter.schema ?? {})
      const words = [...this.#words(schema), ...(parameter.required ? ['required'] : []), ...badges(parameter, schema)]
      return item(parameter.name, words, parameter.description ?? schema.description, this.#values(schema))
    })
    return list(items)
  }

  /** The fields of a request or a response, which is at a place of the page. */
  body(schema: Ref<Schema>, place: Place): string {
    return this.#members(schema, place)
  }

  /** An example as indented JSON. */
  example(value: unknown, place: Place): string {
    const text = JSON.stringify(value, null, 2)
    const known = this.#places.get(text)
    this.#places.set(text, known ?? place)
    return known ? `<p class="ref-same">The same as at ${link(known)}.</p>` : `<pre>${escaped(text)}</pre>`
  }

  #members(reference: Ref<Schema>, place: Place): string {
    const name = '$ref' in reference ? reference.$ref.split('/').at(-1)! : undefined
    const known = name === undefined ? undefined : this.#places.get(name)
    const schema = resolve(this.#document, reference)
    if (known && hasMembers(schema)) {
      const where = known.anchor === place.anchor ? 'above' : `at ${link(known)}`
      return `<p class="ref-same">${escaped(name!)}: its fields are ${where}.</p>`
    }
    if (name !== undefined) this.#places.set(name, place)
    const own = Object.entries(schema.properties ?? {}).map(([member, value]) => this.#field(member, value, schema, place))
    const parts = [...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].map((part) =>
      this.#members(part, place),
    )
    const items = schema.items ? this.#members(schema.items, place) : ''
    return `${list(own)}${parts.join('')}${items}`
  }

  #field(name: string, reference: Ref<Schema>, parent: Schema, place: Place): string {
    const schema = resolve(this.#document, reference)
    const described: Schema = 'description' in reference ? (reference as Schema) : schema // A reference may say more.
    const words = [
      ...this.#words(schema),
      ...(parent.required?.includes(name) ? ['required'] : []),
      ...badges(reference as Schema, schema),
    ]
    return item(name, words, described.description, this.#values(schema), this.#members(reference, place))
  }

  /** Its type and bounds, as short as they go. */
  #words(schema: Schema): string[] {
    const types = this.#types(schema)
    const bounds = [schema.minimum, schema.maximum].some((bound) => bound !== undefined)
      ? [`${schema.minimum ?? '…'} to ${schema.maximum ?? '…'}`]
      : []
    const preset = schema.default === undefined ? [] : [`default ${JSON.stringify(schema.default)}`]
    return [[...types].join(' or '), schema.format ?? '', ...bounds, ...preset].filter(Boolean)
  }

  #types(schema: Schema): Set<string> {
    if (schema.type === 'array') {
      const inner = [...this.#types(resolve(this.#document, schema.items ?? {}))].join(' or ')
      return new Set([`list${inner ? ` of ${inner}` : ''}`])
    }
    const own = [schema.type ?? (schema.properties ? 'object' : [])].flat()
    const parts = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])]
    return new Set([...own, ...parts.flatMap((part) => [...this.#types(resolve(this.#document, part))])])
  }

  /** The words that are known, of an open enum too. */
  #values(schema: Schema): string {
    const values = [schema, ...(schema.anyOf ?? []).map((part) => resolve(this.#document, part))].flatMap(
      (part) => part.enum ?? [],
    )
    if (values.length === 0) return ''
    const more = values.length > MOST_VALUES ? ` and ${values.length - MOST_VALUES} more` : ''
    return `<p class="ref-values">${values
      .slice(0, MOST_VALUES)
      .map((value) => code(String(value)))
      .join(' ')}${more}</p>`
  }
}

const link = ({ anchor, title }: Place) => `<a href="${quoted(anchor)}">${escaped(title)}</a>`

const hasMembers = ({ properties, allOf, anyOf, oneOf, items }: Schema) => Boolean(properties ?? allOf ?? anyOf ?? oneOf ?? items)

const badges = (...described: (Parameter | Schema)[]) => [
  ...new Set(described.flatMap((one) => one['x-badges'] ?? []).map(({ name }) => name)),
]

const list = (items: readonly string[]) => (items.length > 0 ? `<ul class="ref-fields">${items.join('')}</ul>` : '')

function item(name: string, words: readonly string[], description: string | undefined, ...inner: readonly string[]): string {
  const text = description ? `<p>${inline(description)}</p>` : ''
  const small = words.map((word) => (word === 'required' ? `<b>${word}</b>` : escaped(word))).join(', ')
  return `<li>${code(name)} <small>${small}</small>${text}${inner.join('')}</li>`
}
