import type { Section } from '../results.ts'
import { medianOf } from './figures.ts'
import { markdownTable, seconds, times } from './markdown.ts'
import type { Verdict } from './verdict.ts'

const STORES = ['SQLite', 'Postgres'] as const
const MEMORY = ['10000 calls', '1000000 calls'] as const

export function syncTable(section: Section): string {
  const rows = STORES.map((store) => {
    const [list, rows, sync] = (['list', 'rows', 'sync'] as const).map((what) => medianOf(section, store, what, 'wallMs'))
    return [store, seconds(list!), seconds(rows!), seconds(sync!), times(ratio(section, store))]
  })
  const [few, many] = MEMORY.map((calls) => medianOf(section, 'memory', calls, 'peakMb'))
  const [fewHeap, manyHeap] = MEMORY.map((calls) => medianOf(section, 'heap', calls, 'peakMb'))
  return `${markdownTable(['200,000 calls into', '`log.list` alone', 'bare inserts', '`sync`', 'to both together'], rows)}

Peak memory of a first pass of 10,000 calls: ${few?.toFixed(0)} MB, of 1,000,000: ${many?.toFixed(0)} MB; heap and buffers after garbage collection
${fewHeap?.toFixed(0)} MB and ${manyHeap?.toFixed(0)} MB. A pass over an unchanged account of 100,000 calls:
${medianOf(section, 'unchanged', 'sync', 'requests')} requests, no row written.`
}

const ratio = (section: Section, store: string) =>
  medianOf(section, store, 'sync', 'wallMs') /
  (medianOf(section, store, 'list', 'wallMs') + medianOf(section, store, 'rows', 'wallMs'))

export function syncVerdicts(section: Section): Verdict[] {
  const [few, many] = MEMORY.map((calls) => medianOf(section, 'memory', calls, 'peakMb'))
  const more = many! - few!
  return [
    ...STORES.map((store) => {
      const measured = ratio(section, store)
      return {
        target: `Sync of 200,000 calls into ${store}: at most 1.3 × list and bare inserts`,
        measured: times(measured),
        met: measured <= 1.3,
      }
    }),
    {
      target: 'A first pass of a million calls: peak memory at most 40 MB above one of 10,000',
      measured: `${more > 0 ? '+' : ''}${more.toFixed(0)} MB`,
      met: more <= 40,
    },
  ]
}
