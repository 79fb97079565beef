import type { Writable } from 'node:stream'
import { isZone } from '@callspec/provider'
import { CallspecError, type Source } from 'callspec'
import { FORMATS, type FormatName, formatOf } from './formats.js'
import type { Loss } from './loss.js'
import { openFile } from './target/open-file.js'
import { openStream } from './target/open-stream.js'
import type { ExportedCall } from './writer.js'

/** A listing, its pages, or any other calls, one by one or many at once. */
export type ExportedCalls = AsyncIterable<ExportedCall | readonly ExportedCall[] | { readonly calls: readonly ExportedCall[] }>

export interface ExportOptions {
  /** Default: what the ending of the file means. A stream has none, so it needs one. */
  format?: FormatName
  /** IANA zone of the stamps in Excel, whose cells have no zone of their own. Default UTC. All other formats are in UTC. */
  timeZone?: string
  /** Whether the platform's own rows (`raw`, `rawDetail`) go into NDJSON and vCon. The other formats have no place for them. Default `false`. */
  raw?: boolean
  /** The sources of the log: their secrets in those rows, such as the token that admits to a web call, are masked. */
  sources?: readonly Source[]
  /**
   * Only these members of a call, in this order: by their names in JSON (`agent.name`) or in tables (`agent_name`), or a group (`agent`) for all that
   * it has. `transcript`, `missing`, `raw` and `rawDetail` are no single value and go into NDJSON alone; a vCon has members of its own. Default: all.
   */
  columns?: readonly string[]
  /** Hears of everything that the format could not take as it is, such as a text too long for a cell. */
  onLoss?: (loss: Loss) => void
}

export interface Exported {
  /** Calls that were written. */
  calls: number
  /** How often `onLoss` was called. */
  losses: number
}

/**
 * Writes calls into a file or a stream, page by page, in little memory however many they are. The file appears under its name when it is complete
 * and replaces one of that name; until then, and after an error, what was there before stays. A new file is for its owner alone (mode 0600).
 * A stream is ended, or destroyed after an error.
 * @throws CallspecError `invalid-configuration` where the ending or the target will not do, before the first call is asked for
 */
export async function exportCalls(calls: ExportedCalls, to: string | Writable, options: ExportOptions = {}): Promise<Exported> {
  const { timeZone = 'UTC', raw = false, sources = [], columns, onLoss } = options
  if (!isZone(timeZone)) throw invalid(`Invalid timeZone: received "${timeZone}". Pass an IANA zone like Europe/Berlin.`)
  const format = options.format ?? (typeof to === 'string' ? formatOf(to) : undefined)
  if (!format) throw invalid('A stream has no ending. Pass a format, like { format: "csv" }.')
  const exported: Exported = { calls: 0, losses: 0 }
  const report = (loss: Loss) => {
    exported.losses++
    onLoss?.(loss)
  }
  const target = typeof to === 'string' ? await openFile(to) : openStream(to)
  try {
    const writer = await FORMATS[format].createWriter(target, { timeZone, raw, sources, columns, onLoss: report })
    for await (const batch of batches(calls)) {
      exported.calls += batch.length
      await writer.add(batch)
    }
    await writer.end()
    await target.finish()
  } catch (error) {
    await target.discard(error)
    throw error
  }
  return exported
}

/** Single calls that are written together. */
const AT_ONCE = 100

async function* batches(calls: ExportedCalls): AsyncGenerator<readonly ExportedCall[]> {
  let single: ExportedCall[] = []
  for await (const item of calls) {
    const batch = 'key' in item ? undefined : 'calls' in item ? item.calls : item
    if (!batch) single.push(item as ExportedCall)
    if (single.length > 0 && (batch || single.length === AT_ONCE)) {
      yield single
      single = []
    }
    if (batch) yield batch
  }
  if (single.length > 0) yield single
}

const invalid = (message: string) => new CallspecError(message, { code: 'invalid-configuration' })
