import { type Document, type Example, operationsOf, resolve } from '../document.ts'
import type { SimulatedAnswer } from './simulated/simulated-answers.ts'

const MADE_UP = 'No example is documented: this one is generated from the schema.'

/** Puts the simulator's responses before the documented ones, and says of each kind what it is. Changes the document. */
export function addExamples(document: Document, answers: ReadonlyMap<string, SimulatedAnswer>): void {
  for (const { method, path, operation } of operationsOf(document)) {
    const simulated = answers.get(`${method} ${path}`)
    for (const [status, reference] of Object.entries(operation.responses)) {
      // One that is shared with other operations gets this one's examples.
      const answer = structuredClone(resolve(document, reference))
      const media = answer.content?.['application/json']
      if (!media) continue
      const own = simulated && matches(status, simulated.status) ? { synthetic: synthetic(simulated) } : {}
      const documented = Object.entries(media.examples ?? {}).map(([name, example]) => [name, named(document, example)])
      const examples: Record<string, Example> = { ...own, ...Object.fromEntries(documented) }
      if (Object.keys(examples).length > 0) media.examples = examples
      // Redoc makes one up; the reader has to know.
      else answer.description = `${answer.description.trim()} ${MADE_UP}`
      if ('synthetic' in own || !('$ref' in reference)) operation.responses[status] = answer
      else Object.assign(resolve(document, reference), { description: unrepeated(answer.description) })
    }
  }
}

/** `2XX` is any success. */
const matches = (documented: string, status: string) => documented === status || documented === `${status[0]}XX`

function synthetic({ value, rows }: SimulatedAnswer): Example {
  return {
    summary: `Synthetic, from the simulator${rows ? `: the first of ${rows} rows` : ''}`,
    // Redoc shows the summary only where there are several to choose from.
    description: `Synthetic: what the simulator responds, not the platform${rows ? `; the first of ${rows} rows` : ''}.`,
    value,
  }
}

function named(document: Document, reference: Example): Example {
  const example = resolve(document, reference)
  return { ...example, summary: example.summary ? `Documented: ${lowered(example.summary)}` : 'Documented' }
}

const lowered = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)

/** A shared response is seen once for each operation. */
const unrepeated = (text: string) => text.replaceAll(new RegExp(`(?: ${MADE_UP})+`, 'g'), ` ${MADE_UP}`)
