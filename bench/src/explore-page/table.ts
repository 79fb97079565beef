import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { replaceBlock } from '../../../scripts/src/block.ts'
import { loadResult } from '../results.ts'
import { markdownTable } from '../tables/markdown.ts'
import type { ExplorePageResult } from './result.ts'

const readme = join(import.meta.dirname, '../../README.md')

/** Writes the last result between the markers of the README, and returns it; nothing if there was none here. */
export function writeExplorePageTable(): string {
  const result = loadResult<ExplorePageResult>('explore-page')
  if (!result) return ''
  const { scrolls, jumps, date, node, chromium, cpu, cores, load } = result
  const sorted = jumps.toSorted((one, other) => one - other)
  const median = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
  const rows = scrolls.map(({ task, frames, ms, late, longestMs }) => [
    task,
    ((frames / ms) * 1000).toFixed(1),
    `${late} of ${frames}`,
    `${longestMs.toFixed(0)} ms`,
  ])
  const text = `${markdownTable(['scrolled', 'frames a second', 'late frames', 'longest'], rows)}

A jump to any place has all its rows after ${median.toFixed(0)} ms (median of ${jumps.length}; at most ${(sorted.at(-1) ?? Number.NaN).toFixed(0)} ms).

${date}, Node ${node}, Chromium ${chromium} without a graphics card, ${cores} × ${cpu}, load ${load.map((each) => each.toFixed(1)).join(' → ')}.`
  writeFileSync(readme, replaceBlock(readFileSync(readme, 'utf8'), 'explore-page', text))
  return text
}
