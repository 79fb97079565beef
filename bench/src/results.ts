import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ContenderName, Outcome } from './job.ts'

/** Every repetition of one contender at one task; nothing is left out. */
export interface Series {
  /** What was read: `butter`, `talkover at 20 ms`, … */
  task: string
  contender: ContenderName | string
  runs: Outcome[]
}

/** The results of one section of the benchmark. */
export interface Section {
  date: string
  node: string
  cpu: string
  cores: number
  /** Load averages of one minute, at the start and at the end, including the benchmark's own load. */
  load: [number, number]
  /** Mean bytes of a page, by wire shape. */
  pageBytes: Record<string, number>
  series: Series[]
}

export const SECTIONS = [
  'cpu',
  'latency',
  'cursor',
  'million',
  'together',
  'import',
  'types',
  'export',
  'workers',
  'sync',
  'copy',
  'explore',
  'site',
] as const
export type SectionName = (typeof SECTIONS)[number]

const folder = join(import.meta.dirname, '../results')
const fileOf = (name: string) => join(folder, `${name}.json`)

export const saveSection = (name: SectionName, section: Section): void => saveResult(name, section)
export const loadSection = (name: SectionName) => loadResult<Section>(name)

export function saveResult(name: string, result: object): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(fileOf(name), `${JSON.stringify(result, null, 1)}\n`)
}

/** The saved section; `undefined`: it was never run here. */
export function loadResult<Result>(name: string): Result | undefined {
  try {
    return JSON.parse(readFileSync(fileOf(name), 'utf8'))
  } catch (error) {
    // Node's file system errors have a code.
    if ((error as { code?: unknown }).code === 'ENOENT') return undefined
    throw error
  }
}
