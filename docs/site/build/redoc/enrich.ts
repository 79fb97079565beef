import { type Answer, type CodeSample, type Document, type Operation, operationsOf, resolve } from '../document.ts'
import { operationNotes } from './operation-notes.ts'
import { providerNotes } from './provider-notes.ts'

/** The spec with what its extensions say written out, and with code samples: a copy for the page, never published. */
export function enrich(spec: Document, samples: ReadonlyMap<string, CodeSample[]>): Document {
  const document = structuredClone(spec)
  // The page would write it behind the title, where a bare date says nothing. The description tells it.
  document.info.version = ''
  // Of a contact the page would show a bare address. The notes say what it is for.
  delete document.info.contact
  document.info.description = [document.info.description?.trim(), providerNotes(document)].join('\n\n')
  for (const { method, path, operation } of operationsOf(document)) {
    operation.description = [operation.description.trim(), operationNotes(operation)].filter(Boolean).join('\n\n')
    operation['x-codeSamples'] = samples.get(`${method} ${path}`) ?? []
    nameMadeUpExamples(document, operation)
  }
  return document
}

const MADE_UP = 'No example is documented: the one that is shown is made from the schema.'

/** Redoc makes an example where none is documented; the reader shall know which is which. */
function nameMadeUpExamples(document: Document, operation: Operation): void {
  for (const reference of Object.values(operation.responses)) {
    const answer: Answer = resolve(document, reference)
    const media = answer.content?.['application/json']
    if (!media || media.examples || answer.description.includes(MADE_UP)) continue
    answer.description = `${answer.description.trim()} ${MADE_UP}`
  }
}
