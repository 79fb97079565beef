import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { replaceBlock } from '../../../scripts/src/block.ts'
import { loadResult } from '../results.ts'
import { median } from '../statistics.ts'
import { markdownTable } from '../tables/markdown.ts'
import type { SoakResult } from './result.ts'

const readme = join(import.meta.dirname, '../../README.md')

/** Writes the last soak's result between the markers of the README, and returns it; nothing if none was run here. */
export function writeSoakTable(): string {
  const soak = loadResult<SoakResult>('soak')
  if (!soak) return ''
  const text = `${markdownTable(['soak', 'measured'], rowsOf(soak))}\n\n${circumstances(soak)}`
  writeFileSync(readme, replaceBlock(readFileSync(readme, 'utf8'), 'soak', text))
  return text
}

function rowsOf({ requests, rows, faults, memory, seconds }: SoakResult): string[][] {
  const failed = Object.values(faults).reduce((sum, count) => sum + count, 0)
  // Compilation and caches have settled after a tenth of the rounds.
  const settled = memory.slice(Math.ceil(memory.length / 10))
  const quarter = Math.ceil(settled.length / 4)
  const growth = (figure: 'heapMb' | 'rssMb') => {
    const [first, last] = [settled.slice(0, quarter), settled.slice(-quarter)].map((part) =>
      median(part.map((one) => one[figure])),
    )
    return `${first!.toFixed(1)} MB, ${last!.toFixed(1)} MB (${((last! / first! - 1) * 100).toFixed(1)} %)`
  }
  return [
    ['requests that arrived', count(requests)],
    ['of which met a fault', `${count(failed)} (${((failed / requests) * 100).toFixed(1)} %)`],
    ['rounds, each exact', count(memory.length)],
    ['rows and single calls compared', count(rows)],
    ['heap after garbage collection, first and last quarter', growth('heapMb')],
    ['resident memory, first and last quarter', growth('rssMb')],
    ['time', `${seconds} s`],
  ]
}

const count = (value: number) => value.toLocaleString('en')

const circumstances = ({ date, node, cores }: SoakResult) => `Measured on ${date} with Node ${node} on ${cores} cores.`
