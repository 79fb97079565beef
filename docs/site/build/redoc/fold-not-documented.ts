import type { Badge, Document } from '../document.ts'

/** A sentence that says nothing but this. */
const SENTENCE = /(?:^|(?<=[.;] ))Not documented(?: here| further)?\.(?:\s+|$)/g

const BADGE: Badge = { name: 'not documented', color: 'grey', position: 'after' }

/** Where fields and parameters are. */
const PLACES = new Set(['properties', 'parameters', 'schemas'])

/** Replaces sentences that only say that a field is not documented by a mark beside its name. Changes the document. */
export function foldNotDocumented(document: Document): void {
  visit(document, '', '')
}

function visit(value: unknown, name: string, above: string): void {
  if (typeof value !== 'object' || value === null) return
  if (PLACES.has(above) || name === 'items' || name === 'schema') fold(value)
  for (const [own, member] of Object.entries(value)) if (own !== 'examples') visit(member, own, name)
}

function fold(field: { description?: unknown; 'x-badges'?: Badge[] }): void {
  const { description } = field
  if (typeof description !== 'string') return
  const rest = description.replace(/\s+/g, ' ').replaceAll(SENTENCE, '').trim()
  if (rest === description.replace(/\s+/g, ' ').trim()) return
  field['x-badges'] = [BADGE]
  if (rest === '') delete field.description
  else field.description = rest
}
