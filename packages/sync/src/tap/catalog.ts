import { SyncError } from '../sync-error.js'
import {
  CALLS,
  type CallRow,
  type ColumnSchema,
  KEYS,
  REPLICATION_KEYS,
  type StreamName,
  type StreamSchema,
  streamSchema,
  type TapColumn,
  TURNS,
  type TurnRow,
} from './streams.js'

/** Metadata of a stream (`[]`) or of one of its columns (`['properties', name]`). */
export interface CatalogMetadata {
  breadcrumb: readonly string[]
  metadata: Readonly<Record<string, unknown>>
}

export interface CatalogStream {
  tap_stream_id: StreamName
  stream: StreamName
  schema: StreamSchema
  key_properties: readonly string[]
  metadata: CatalogMetadata[]
}

/** What `--discover` prints. */
export interface Catalog {
  streams: CatalogStream[]
}

/** Columns of the streams that are wanted; `null`: the stream is not. */
export interface Selection {
  calls: readonly TapColumn<CallRow>[] | null
  turns: readonly TapColumn<TurnRow>[] | null
}

/** The streams with their schemas, all selected. */
export const discoverCatalog = (): Catalog => ({ streams: [catalogStream('calls', CALLS), catalogStream('turns', TURNS)] })

function catalogStream(name: StreamName, columns: readonly { name: string; schema: ColumnSchema }[]): CatalogStream {
  const keys = KEYS[name]
  const marks = REPLICATION_KEYS[name]
  const own = {
    inclusion: 'available',
    'selected-by-default': true,
    'table-key-properties': keys,
    'forced-replication-method': 'INCREMENTAL',
    ...(marks.length > 0 && { 'valid-replication-keys': marks }),
  }
  return {
    tap_stream_id: name,
    stream: name,
    schema: streamSchema(columns),
    key_properties: keys,
    metadata: [
      { breadcrumb: [], metadata: own },
      ...columns.map(({ name: column }) => ({
        breadcrumb: ['properties', column],
        metadata: isAutomatic(name, column)
          ? { inclusion: 'automatic' }
          : { inclusion: 'available', 'selected-by-default': true },
      })),
    ],
  }
}

const isAutomatic = (stream: StreamName, column: string) =>
  KEYS[stream].includes(column) || REPLICATION_KEYS[stream].includes(column)

/**
 * What a catalog selects. Without one, everything.
 * @throws SyncError `usage` if it is no catalog, or selects nothing that is there
 */
export function selectionOf(catalog: unknown): Selection {
  if (catalog === undefined) return { calls: CALLS, turns: TURNS }
  const selected = new Map<unknown, Metadata>()
  for (const stream of streamsOf(catalog)) {
    const metadata = metadataOf(stream)
    if (isSelected(metadata('')) ?? false) selected.set(stream.tap_stream_id ?? stream.stream, metadata)
  }
  const unknown = [...selected.keys()].find((name) => typeof name !== 'string' || !Object.hasOwn(KEYS, name))
  if (unknown !== undefined) throw refused(`it selects a stream ${JSON.stringify(unknown)}, and there are calls and turns`)
  if (selected.size === 0) throw refused('it selects no stream')
  return { calls: chosen('calls', CALLS, selected), turns: chosen('turns', TURNS, selected) }
}

/** Looks up the metadata of a column; `''`: of the stream. */
type Metadata = (column: string) => Readonly<Record<string, unknown>>

function chosen<Row>(
  stream: StreamName,
  columns: readonly TapColumn<Row>[],
  selected: ReadonlyMap<unknown, Metadata>,
): readonly TapColumn<Row>[] | null {
  const metadata = selected.get(stream)
  if (!metadata) return null
  return columns.filter(({ name }) => isAutomatic(stream, name) || (isSelected(metadata(name)) ?? true))
}

/** The user's own choice, else the default; `undefined` if the catalog tells neither. */
function isSelected({ selected, 'selected-by-default': byDefault }: Readonly<Record<string, unknown>>): boolean | undefined {
  if (typeof selected === 'boolean') return selected
  return typeof byDefault === 'boolean' ? byDefault : undefined
}

function streamsOf(catalog: unknown): Readonly<Record<string, unknown>>[] {
  const streams = isObject(catalog) ? catalog.streams : undefined
  if (Array.isArray(streams) && streams.every(isObject)) return streams
  throw refused('it has no list of streams')
}

function metadataOf({ metadata }: Readonly<Record<string, unknown>>): Metadata {
  const known = new Map<string, Readonly<Record<string, unknown>>>()
  for (const each of Array.isArray(metadata) ? metadata : []) {
    const { breadcrumb, metadata: own } = isObject(each) ? each : {}
    if (Array.isArray(breadcrumb) && isObject(own)) known.set(String(breadcrumb[1] ?? ''), own)
  }
  return (column) => known.get(column) ?? {}
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const refused = (why: string) =>
  new SyncError(`The catalog cannot be used: ${why}. Pass what --discover printed, with "selected" set in its metadata.`, 'usage')
