import { PLATFORMS } from '../job.ts'
import { loadSection, type Section } from '../results.ts'
import { copyVerdicts } from './copy.ts'
import { exploreVerdicts } from './explore.ts'
import { exportVerdicts } from './export.ts'
import { medianOf, tasksOf } from './figures.ts'
import { importVerdicts } from './import.ts'
import { markdownTable, times } from './markdown.ts'
import { siteVerdicts } from './site.ts'
import { syncVerdicts } from './sync.ts'
import { slowestAlone } from './together.ts'
import { typesVerdicts } from './types.ts'
import type { Verdict } from './verdict.ts'
import { workersVerdicts } from './workers.ts'

/** Each target, the worst measured case, and whether it is met; `before`: the table as it is, whose other rows stay. */
export function targetTable(before: string): string {
  const [cpu, latency, cursor, million, together] = (['cpu', 'latency', 'cursor', 'million', 'together'] as const).map(
    loadSection,
  )
  const [imported, types, exported, workers] = (['import', 'types', 'export', 'workers'] as const).map(loadSection)
  const [sync, copy, explore, site] = (['sync', 'copy', 'explore', 'site'] as const).map(loadSection)
  const verdicts = [
    ...(cpu ? cpuVerdicts(cpu) : []),
    ...(latency ? latencyVerdicts(latency) : []),
    ...(cursor ? cursorVerdicts(cursor) : []),
    ...(million ? millionVerdicts(million) : []),
    ...(together ? togetherVerdicts(together) : []),
    ...(workers ? workersVerdicts(workers) : []),
    ...(imported ? importVerdicts(imported) : []),
    ...(types ? typesVerdicts(types) : []),
    ...(exported ? exportVerdicts(exported) : []),
    ...(sync ? syncVerdicts(sync) : []),
    ...(copy ? copyVerdicts(copy) : []),
    ...(explore ? exploreVerdicts(explore) : []),
    ...(site ? siteVerdicts(site) : []),
  ]
  const rows = new Map(
    [...before.matchAll(/^\| (.*) \| (.*) \| (yes|no) \|$/gm)].map(([, target = '', ...cells]) => [target, [target, ...cells]]),
  )
  for (const { target, measured, met } of verdicts) rows.set(target, [target, measured, met ? 'yes' : 'no'])
  return markdownTable(['target', 'measured', 'met'], [...rows.values()])
}

function cpuVerdicts(section: Section): Verdict[] {
  const ratio = (shape: string, contender: string) =>
    medianOf(section, shape, contender, 'cpuMs') / medianOf(section, shape, 'fetch', 'cpuMs')
  const ours = PLATFORMS.map((platform) => ratio(platform, 'log'))
  // It lists the same calls, so each list is compared with its own.
  const toRedocly = PLATFORMS.map((platform) => ratio(platform, 'log') / ratio(platform, 'redocly'))
  const peers = { 'retell-sdk': ratio('retell', 'retell'), '@vapi-ai/server-sdk': ratio('vapi', 'vapi') }
  const worst = Math.max(...ours)
  const measured = range(ours)
  return [
    { target: 'CPU per page, mapped to `Call`: at most 1.4 × fetch + JSON.parse', measured, met: worst <= 1.4 },
    ...Object.entries(peers).map(([peer, value]) => ({
      target: `CPU per page, mapped to \`Call\`: below ${peer}, which maps nothing`,
      measured: `${measured} against ${times(value)}`,
      met: worst < value,
    })),
    {
      target: 'CPU per page, mapped to `Call`: below the redocly client of the same list, which maps nothing',
      measured: `${range(toRedocly)} that`,
      met: Math.max(...toRedocly) < 1,
    },
  ]
}

const range = (ratios: number[]) => `${times(Math.min(...ratios))} to ${times(Math.max(...ratios))}`

function latencyVerdicts(section: Section): Verdict[] {
  const faster = PLATFORMS.filter((platform) => platform !== 'butter').map((platform) => {
    const task = `${platform} at 100 ms`
    return medianOf(section, task, 'fetch', 'wallMs') / medianOf(section, task, 'log', 'wallMs')
  })
  return [
    {
      target: '100,000 calls at 100 ms, numbered and offset lists: at least 5 × faster than one page after another',
      measured: range(faster),
      met: Math.min(...faster) >= 5,
    },
  ]
}

function cursorVerdicts(section: Section): Verdict[] {
  return (
    [
      ['no time', 0.97],
      ['as long as a page', 1.8],
    ] as const
  ).map(([task, least]) => {
    const speed = medianOf(section, task, 'fetch', 'wallMs') / medianOf(section, task, 'log', 'wallMs')
    return {
      target: `Cursor list at 100 ms, the consumer takes ${task}: at least ${least} × the sequential loop`,
      measured: times(speed),
      met: speed >= least,
    }
  })
}

function millionVerdicts(section: Section): Verdict[] {
  const more = tasksOf(section).map(
    (task) => medianOf(section, task, 'log', 'peakMb') - medianOf(section, task, 'fetch', 'peakMb'),
  )
  return [
    {
      target: 'A million calls: peak memory at most 30 MB above the plain loop',
      measured: more.map((value) => `${value > 0 ? '+' : ''}${value.toFixed(0)} MB`).join(' and '),
      met: Math.max(...more) <= 30,
    },
  ]
}

function togetherVerdicts(section: Section): Verdict[] {
  return ['arrival', 'newest'].map((order) => {
    const ratios = tasksOf(section).map(
      (task) => medianOf(section, task, `five, ${order}`, 'wallMs') / slowestAlone(section, task),
    )
    return {
      target: `Five sources together, ${order === 'newest' ? 'merged newest first' : 'in arrival order'}: at most 1.15 × the slowest alone`,
      measured: ratios.map(times).join(' and '),
      met: Math.max(...ratios) <= 1.15,
    }
  })
}
