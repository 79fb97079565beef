// Reads results/*.json; writes the tables between the markers of README.md and returns them as one text. What was measured elsewhere, and has no
// results here, stays as it is.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { replaceBlock } from '../../scripts/src/block.ts'
import { loadSection, type Section, type SectionName } from './results.ts'
import { copyTable } from './tables/copy.ts'
import { cpuTable } from './tables/cpu.ts'
import { cursorTable } from './tables/cursor.ts'
import { exploreTable } from './tables/explore.ts'
import { exportTable } from './tables/export.ts'
import { importTable } from './tables/import.ts'
import { latencyTable } from './tables/latency.ts'
import { millionTable } from './tables/million.ts'
import { siteTable } from './tables/site.ts'
import { syncTable } from './tables/sync.ts'
import { targetTable } from './tables/targets.ts'
import { togetherTable } from './tables/together.ts'
import { typesTable } from './tables/types.ts'
import { workersTable } from './tables/workers.ts'

const readme = join(import.meta.dirname, '../README.md')

const TABLES: Record<SectionName, { title: string; table: (section: Section) => string }> = {
  cpu: { title: 'CPU per page of 100 calls', table: cpuTable },
  latency: { title: '100,000 calls, in a fresh process', table: latencyTable },
  cursor: { title: 'A cursor list with a slow consumer', table: cursorTable },
  million: { title: 'A million calls from one source', table: millionTable },
  together: { title: 'Five sources together', table: togetherTable },
  workers: { title: '40 accounts of 2,000 calls at 200 ms, shared by workers', table: workersTable },
  import: { title: 'The first import, in a fresh process', table: importTable },
  types: { title: 'Type-checking a small program', table: typesTable },
  export: { title: 'A million calls into a file', table: exportTable },
  sync: { title: 'A first pass of a copy', table: syncTable },
  copy: { title: 'A copy of a million calls', table: copyTable },
  explore: { title: 'The page over a copy of a million calls', table: exploreTable },
  site: { title: 'A link to the list of calls, on a slow phone with an empty cache', table: siteTable },
}

export function writeTables(): string {
  const before = readFileSync(readme, 'utf8')
  const sections = Object.entries(TABLES).flatMap(([name, { title, table }]) => {
    // The keys are names of sections.
    const section = loadSection(name as SectionName)
    return section ? [`### ${title}\n\n${table(section)}\n\n${circumstances(section)}`] : (sectionOf(before, title) ?? [])
  })
  const text = [`### Targets\n\n${targetTable(sectionOf(before, 'Targets') ?? '')}`, ...sections].join('\n\n')
  writeFileSync(readme, replaceBlock(before, 'results', text))
  return text
}

/** A section of the page as it is, with its head. */
function sectionOf(page: string, title: string): string | undefined {
  const [, after] = page.split(`\n### ${title}\n`)
  return after === undefined ? undefined : `### ${title}\n${after.split(/\n### |\n<!-- \/results -->/)[0]?.trimEnd()}`
}

function circumstances({ date, node, cpu, cores, load }: Section): string {
  const [before, after] = load.map((value) => value.toFixed(1))
  return `Measured on ${date} with Node ${node} on ${cores} cores (${cpu}); load average ${before} before, ${after} after.`
}
