import { providers } from '../../../../packages/all/dist/index.js'
import type { Capabilities } from '../../../../packages/provider/dist/capabilities.js'
import type { ProviderId } from '../../../../packages/simulator/dist/index.js'
import type { CodeSample, Document } from '../document.ts'
import { enrich } from './enrich.ts'
import { fieldMap } from './notes/field-map.ts'
import { fieldNotes } from './notes/field-notes.ts'
import { readDocument } from './read-document.ts'
import { withPlatform } from './simulated/running-platform.ts'
import { simulatedAnswers } from './simulated/simulated-answers.ts'
import { simulatedRows } from './simulated/simulated-rows.ts'

/** The document that a provider's page shows: the spec with whatever the mapping and the simulator add. */
export async function pageDocument(capabilities: Capabilities, samples: ReadonlyMap<string, CodeSample[]>): Promise<Document> {
  const document = readDocument(capabilities.id)
  // The registries of providers and of simulators are made from the same folders.
  const id = capabilities.id as ProviderId
  const { definition, toCall } = providers[id]
  // The rows are this provider's.
  const map = (rows: readonly object[]) => fieldMap(rows, toCall as (row: object) => object)
  return withPlatform(id, document, async (platform) => {
    const rows = await simulatedRows(platform)
    const answers = await simulatedAnswers(document, platform)
    const fields = fieldNotes(
      document,
      { list: definition.list, get: definition.get?.path },
      { list: map(rows.list), get: map(rows.get.slice(0, 12)) },
    )
    return enrich(document, { capabilities, samples, answers, fields })
  })
}
