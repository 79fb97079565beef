// Runs the sections named as arguments, or all; writes results/<section>.json and the tables in README.md. `--tables` only
// writes the tables from the results that are there. Needs the packages built: `pnpm bench` builds them first.

import { runExplorePage } from './explore-page/run.ts'
import { writeExplorePageTable } from './explore-page/table.ts'
import { runFaults } from './faults/run.ts'
import { writeFaultTable } from './faults/table.ts'
import { runGrowth } from './growth/run.ts'
import { writeGrowthTable } from './growth/table.ts'
import { runKills } from './kill/run.ts'
import { writeKillTable } from './kill/table.ts'
import { Recorder } from './recorder.ts'
import { generateRedoclyClients } from './redocly-clients.ts'
import { SECTIONS, type SectionName, saveSection } from './results.ts'
import { measureCopy } from './sections/copy.ts'
import { measureCpu } from './sections/cpu.ts'
import { measureCursor } from './sections/cursor.ts'
import { measureExplore } from './sections/explore.ts'
import { measureExport } from './sections/export.ts'
import { measureImport } from './sections/import.ts'
import { measureLatency } from './sections/latency.ts'
import { measureMillion } from './sections/million.ts'
import { measureSite } from './sections/site.ts'
import { measureSync } from './sections/sync.ts'
import { measureTogether } from './sections/together.ts'
import { measureTypes } from './sections/types.ts'
import { measureWorkers } from './sections/workers.ts'
import { runSoak } from './soak/run.ts'
import { writeSoakTable } from './soak/table.ts'
import { writeTables } from './tables.ts'

const MEASURES: Record<SectionName, (recorder: Recorder) => Promise<void>> = {
  cpu: measureCpu,
  latency: measureLatency,
  cursor: measureCursor,
  million: measureMillion,
  together: measureTogether,
  workers: measureWorkers,
  import: measureImport,
  types: measureTypes,
  export: measureExport,
  sync: measureSync,
  copy: measureCopy,
  explore: measureExplore,
  site: measureSite,
}

/** Sections that do not measure speed; each writes its table elsewhere. */
const OTHERS: Record<string, { run: () => Promise<void>; write: () => string }> = {
  faults: { run: runFaults, write: writeFaultTable },
  soak: { run: runSoak, write: writeSoakTable },
  kill: { run: runKills, write: writeKillTable },
  'explore-page': { run: runExplorePage, write: writeExplorePageTable },
  growth: { run: runGrowth, write: writeGrowthTable },
}

const asked = process.argv.slice(2).filter((argument) => argument !== '--tables')
const known = [...SECTIONS, ...Object.keys(OTHERS)]
const unknown = asked.find((name) => !known.includes(name))
if (unknown !== undefined) throw new Error(`Unknown section "${unknown}". Known: ${known.join(', ')}.`)
const isAsked = (name: string) => asked.length === 0 || asked.includes(name)
const runs = !process.argv.includes('--tables')

if (runs) generateRedoclyClients()
const sections = SECTIONS.filter(isAsked)
for (const name of runs ? sections : []) {
  const recorder = new Recorder()
  await MEASURES[name](recorder)
  saveSection(name, recorder.section())
}
if (sections.length > 0) console.log(writeTables())
for (const [name, { run, write }] of Object.entries(OTHERS)) {
  if (!isAsked(name)) continue
  if (runs) await run()
  console.log(write())
}
