import type { Source } from 'callspec'
import type { FlatCall } from 'callspec/columns'
import type { OnLoss } from './loss.js'

/** A call with or without the platform's own rows, and also a redacted one. */
export type ExportedCall = FlatCall & { raw?: unknown; rawDetail?: unknown }

/** Where the bytes of a file go. */
export interface Sink {
  /** Resolves when there is room for more. */
  write(chunk: string | Uint8Array): Promise<void>
}

/** Writes the rows of one file. */
export interface CallWriter {
  /** Resolves when the sink has room for more. */
  add(calls: readonly ExportedCall[]): Promise<void>
  /** Writes what is left and what stands at the end of the file. */
  end(): Promise<void>
}

export interface WriterOptions {
  /** IANA zone of the stamps in Excel. All other formats tell the instant itself. */
  timeZone: string
  /** Whether the platform's own rows go along, where the format has a place for them. */
  raw: boolean
  /** Whose secrets are masked in those rows. */
  sources: readonly Source[]
  /** Names of the members that are written. Default: all, as the format has them. */
  columns?: readonly string[] | undefined
  onLoss: OnLoss
}

/** One format: makes the writer of a file. */
export type CreateWriter = (sink: Sink, options: WriterOptions) => CallWriter | Promise<CallWriter>
