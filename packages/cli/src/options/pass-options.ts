import type { SyncOptions } from '@callspec/sync'
import { PARTS, type Part } from 'callspec'
import type { Command } from 'commander'
import { writeNote } from '../io/output.js'
import { UsageError } from '../usage-error.js'
import { duration } from './duration.js'
import { collect } from './option-values.js'
import { toQuery } from './query-options.js'

/** What a pass reads, for `sync` and `work`. */
export interface PassOptions {
  since?: string
  include?: string[]
  recordings?: string
  lookBack?: number
  prune?: boolean
}

/** The options of every command that makes passes. */
export const addPassOptions = (command: Command): Command =>
  command
    .option('--since <time>', 'copy calls from this instant on: 2026-11-01, or in words, see below (default: all calls)')
    .option(
      '--include <part>',
      `also ask for ${new Intl.ListFormat('en', { type: 'disjunction' }).format(PARTS)}; may be repeated`,
      collect,
    )
    .option('--recordings <dir>', 'download recordings to this folder')
    .option('--look-back <time>', 'how far before the last sync to read again (default: 48h)', duration('--look-back'))
    .option('--prune', 'read everything without relying on assumptions, and mark calls that are gone')

export function toSyncOptions({ since, include = [], recordings, lookBack, prune }: PassOptions): SyncOptions {
  return { since: toQuery({ since }, writeNote).since, include: toParts(include), recordings, lookBackMs: lookBack, prune }
}

/** Reads parts by their names. */
export const toParts = (words: readonly string[]): Part[] =>
  words.map((word) => PARTS.find((part) => part === word) ?? unknownPart(word))

function unknownPart(word: string): never {
  throw new UsageError(`Invalid --include: received "${word}". Pass one of ${PARTS.join(', ')}.`)
}
