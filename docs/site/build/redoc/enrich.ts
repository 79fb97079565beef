import type { Capabilities } from '../../../../packages/provider/dist/capabilities.js'
import { type CodeSample, type Document, hookId, operationsOf } from '../document.ts'
import { addExamples } from './add-examples.ts'
import { foldNotDocumented } from './fold-not-documented.ts'
import { hookNotes } from './notes/hook-notes.ts'
import { operationNotes } from './notes/operation-notes.ts'
import { providerFacts } from './notes/provider-facts.ts'
import { providerSections } from './notes/provider-sections.ts'
import type { SimulatedAnswer } from './simulated/simulated-answers.ts'

export interface Additions {
  capabilities: Capabilities
  /** By method and path, as are the answers. */
  samples: ReadonlyMap<string, CodeSample[]>
  answers: ReadonlyMap<string, SimulatedAnswer>
  /** How the fields become a call, as Markdown. */
  fields: string
}

/** A copy of the spec for the page, never published: with its extensions in words, and with code samples and examples. */
export function enrich(spec: Document, { capabilities, samples, answers, fields }: Additions): Document {
  const document = structuredClone(spec)
  const { info } = document
  // Redoc would show it beside the title, where a bare date means nothing. The facts have it.
  info.version = ''
  // Redoc would show a bare address, and a box with the license of the description. Both are elsewhere on the site.
  delete info.contact
  delete info.license
  for (const { method, path, operation } of operationsOf(document)) {
    operation.description = [operation.description.trim(), operationNotes(operation)].filter(Boolean).join('\n\n')
    operation['x-codeSamples'] = samples.get(`${method} ${path}`) ?? []
  }
  for (const [name, { post }] of Object.entries(document.webhooks ?? {})) {
    // Redoc makes its address from it.
    if (post) post.operationId = hookId(name)
  }
  const hookTag = document.tags.find(({ name }) => name === Object.values(document.webhooks ?? {})[0]?.post?.tags[0])
  if (hookTag) hookTag.description = [hookTag.description, hookNotes(document)].filter(Boolean).join('\n\n')
  addExamples(document, answers)
  foldNotDocumented(document)
  document.tags.push(...providerSections(document, fields))
  info.description = providerFacts(document, capabilities)
  for (const { operation } of operationsOf(document)) withoutExtensions(operation)
  for (const { post } of Object.values(document.webhooks ?? {})) withoutExtensions(post ?? {})
  // All of it is in words by now.
  return { ...document, 'x-callspec': { comparedOn: document['x-callspec'].comparedOn, assumptions: {} } }
}

function withoutExtensions(operation: Record<string, unknown> | object): void {
  for (const name of ['x-callspec', 'x-speakeasy-pagination']) delete (operation as Record<string, unknown>)[name]
}
