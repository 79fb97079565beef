import { join } from 'node:path'
import { capabilities } from '../../../../scripts/src/capabilities.ts'
import { output } from '../folders.ts'
import { samples } from '../samples/samples.ts'
import { buildRedocPage } from './redoc-page.ts'

/** Builds the page of every platform. */
export function buildPlatformPages(): void {
  const all = samples()
  for (const { id, name } of capabilities) {
    const own = new Map(all.filter((operation) => operation.id === id).map(({ key, samples }) => [key, samples]))
    buildRedocPage(id, name, own, join(output, 'platforms', id, 'index.html'))
  }
}
