import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { replaceBlock } from '../../../scripts/src/block.ts'
import { loadResult } from '../results.ts'
import type { KillResult } from './result.ts'

const readme = join(import.meta.dirname, '../../README.md')

/** Writes the last kills between the markers of the README, and returns it; nothing if there were none here. */
export function writeKillTable(): string {
  const result = loadResult<KillResult>('kill')
  if (!result) return ''
  const { kills, seconds, date, node } = result
  const text = `${kills} kills, of syncs into SQLite, into Postgres and of recordings alike, and ${kills} right copies, in ${seconds} s on ${date} with Node ${node}.`
  writeFileSync(readme, replaceBlock(readFileSync(readme, 'utf8'), 'kill', text))
  return text
}
