import { type Answer, type CodeSample, type Document, type Operation, operationsOf, resolve } from '../document.ts'
import { operationNotes } from './operation-notes.ts'
import { providerNotes } from './provider-notes.ts'

/** A copy of the spec for the page, never published: with its extensions in words, and with code samples. */
export function enrich(spec: Document, samples: ReadonlyMap<string, CodeSample[]>): Document {
  const document = structuredClone(spec)
  // Redoc would show it beside the title, where a bare date means nothing. The description has it.
  document.info.version = ''
  // Redoc would show a bare address. The notes say what it is for.
  delete document.info.contact
  document.info.description = [document.info.description?.trim(), providerNotes(document)].join('\n\n')
  for (const { method, path, operation } of operationsOf(document)) {
    operation.description = [operation.description.trim(), operationNotes(operation)].filter(Boolean).join('\n\n')
    operation['x-codeSamples'] = samples.get(`${method} ${path}`) ?? []
    nameMadeUpExamples(document, operation)
  }
  return document
}

const MADE_UP = 'No example is documented: this one is generated from the schema.'

/** Redoc generates an example if none is documented; the reader has to know which kind it is. */
function nameMadeUpExamples(document: Document, operation: Operation): void {
  for (const reference of Object.values(operation.responses)) {
    const answer: Answer = resolve(document, reference)
    const media = answer.content?.['application/json']
    if (!media || media.examples || answer.description.includes(MADE_UP)) continue
    answer.description = `${answer.description.trim()} ${MADE_UP}`
  }
}
