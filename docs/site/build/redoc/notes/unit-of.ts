import { type Document, type Ref, resolve, type Schema } from '../../document.ts'

/** Words that a description of a unit or a format contains. */
const UNIT = /\b(seconds?|milliseconds|minutes|cents|credits|currency|ISO 8601|RFC 3339|E\.164|Unix|epoch|since 1970|YYYY)\b/i

/** The sentence about the unit or the format of a member of a row, if the schema has one. */
export function unitOf(document: Document, row: Ref<Schema>, member: string): string | undefined {
  const names = member.split(/\.|(?=\[\])/)
  let schemas = alternatives(document, row)
  for (const name of names) {
    schemas = schemas.flatMap((schema) => {
      const next = name === '[]' ? schema.items : schema.properties?.[name]
      return next ? alternatives(document, next) : []
    })
  }
  const sentences = schemas.flatMap(({ description = '' }) => description.replace(/\s+/g, ' ').split(/(?<=\.) /))
  return sentences.find((sentence) => UNIT.test(sentence))
}

/** The schema and whatever it is made of. */
function alternatives(document: Document, reference: Ref<Schema>): Schema[] {
  const schema = resolve(document, reference)
  const parts = [...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]
  return [schema, ...parts.flatMap((part) => alternatives(document, part))]
}
