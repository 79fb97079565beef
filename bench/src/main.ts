// Runs the sections named as arguments, or all; writes results/<section>.json and the tables in README.md. `--tables` only
// writes the tables from the results that are there. Needs the packages built: `pnpm bench` builds them first.

import { Recorder } from './recorder.ts'
import { generateRedoclyClients } from './redocly-clients.ts'
import { SECTIONS, type SectionName, saveSection } from './results.ts'
import { measureCpu } from './sections/cpu.ts'
import { measureCursor } from './sections/cursor.ts'
import { measureImport } from './sections/import.ts'
import { measureLatency } from './sections/latency.ts'
import { measureMillion } from './sections/million.ts'
import { measureTogether } from './sections/together.ts'
import { measureTypes } from './sections/types.ts'
import { writeTables } from './tables.ts'

const MEASURES: Record<SectionName, (recorder: Recorder) => Promise<void>> = {
  cpu: measureCpu,
  latency: measureLatency,
  cursor: measureCursor,
  million: measureMillion,
  together: measureTogether,
  import: measureImport,
  types: measureTypes,
}

const asked = process.argv.slice(2).filter((argument) => argument !== '--tables')
const unknown = asked.find((name) => !Object.hasOwn(MEASURES, name))
if (unknown !== undefined) throw new Error(`Unknown section "${unknown}". Known: ${SECTIONS.join(', ')}.`)

if (!process.argv.includes('--tables')) {
  generateRedoclyClients()
  for (const name of SECTIONS.filter((section) => asked.length === 0 || asked.includes(section))) {
    const recorder = new Recorder()
    await MEASURES[name](recorder)
    saveSection(name, recorder.section())
  }
}
console.log(writeTables())
