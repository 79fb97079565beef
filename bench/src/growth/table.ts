import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { replaceBlock } from '../../../scripts/src/block.ts'
import { loadResult } from '../results.ts'
import { markdownTable } from '../tables/markdown.ts'
import type { Grown, GrowthResult } from './run.ts'

const readme = join(import.meta.dirname, '../../README.md')

/** Writes the last measured growth between the markers of the README, and returns it; nothing if it was never measured here. */
export function writeGrowthTable(): string {
  const result = loadResult<GrowthResult>('growth')
  if (!result) return ''
  const { sites, date, node, cores, cpu, load } = result
  const row = (name: string, cell: (site: Grown) => string) => [name, ...sites.map(cell)]
  const table = markdownTable(
    ['', ...sites.map((site) => `${site.providers} providers`)],
    [
      row('build', ({ buildSeconds }) => `${buildSeconds.toFixed(0)} s`),
      row('the site on disk, without the single files', ({ bytes }) => megabytes(bytes)),
      row('the single files', ({ singleBytes }) => megabytes(singleBytes)),
      row('files', ({ files }) => String(files)),
      row('the front page, over the wire', ({ frontBytes }) => kilobytes(frontBytes)),
      row('then a guide', ({ guideBytes }) => kilobytes(guideBytes)),
      row('the index of the search, on disk', ({ indexBytes }) => megabytes(indexBytes)),
      row('a first search for `date_from`, over the wire', ({ searchBytes }) => kilobytes(searchBytes)),
      row('until its first hits are shown', ({ searchMs }) => `${searchMs.toFixed(0)} ms`),
      row('parameters found', ({ hits }) => String(hits)),
      row('the switcher, below a window of 1280 × 800', ({ switcherOverflow }) => `${switcherOverflow} px`),
      row('providers in it that go by `famulor`', ({ filtered }) => String(filtered)),
    ],
  )
  const text = `${table}\n\nMeasured on ${date} with Node ${node} on ${cores} cores (${cpu}); load average ${load.toFixed(1)} before.`
  writeFileSync(readme, replaceBlock(readFileSync(readme, 'utf8'), 'growth', text))
  return text
}

const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(0)} kB`
const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(1)} MB`
