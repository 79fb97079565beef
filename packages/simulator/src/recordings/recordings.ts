import type { KnobReader } from '../knobs.js'
import { draw, streams } from '../world/random.js'
import type { World, WorldCall } from '../world/world.js'
import { type AudioFormat, mediaTypes, recordingAudio } from './recording-audio.js'
import type { RecordingFiles } from './recording-files.js'

/** A file of a call as the storage has it. */
export interface StoredFile {
  bytes: Buffer
  mediaType: string
  /** Epoch milliseconds. */
  modified: number
}

/** What a request for an address finds. */
export type Found = StoredFile | 'missing' | 'unsigned' | 'wrongly signed' | 'expired'

/** The recordings of one simulator: their addresses and what is behind them. */
export class Recordings {
  readonly #files: RecordingFiles
  readonly #world: World
  readonly #knob: KnobReader
  readonly #origin: string
  readonly #mostSeconds: number

  /** `origin`: that of the storage; undefined if nobody serves the addresses. */
  constructor(files: RecordingFiles, world: World, knob: KnobReader, origin: string | undefined, mostSeconds: number) {
    this.#files = files
    this.#world = world
    this.#knob = knob
    this.#origin = origin ?? files.origin
    this.#mostSeconds = mostSeconds
  }

  /** The address of a call's file, without a signature. */
  address(call: WorldCall, file = 'main'): string {
    return this.#origin + this.#path(call, file)
  }

  /** The address with a signature of now; without a clock, of the call's last change. */
  signed(call: WorldCall, file = 'main'): string {
    const { signing } = this.#files
    const at = this.#signedAt(call)
    const signature = this.#signature(call, at)
    return `${this.address(call, file)}?X-Amz-Date=${toBasic(at)}&X-Amz-Expires=${this.#life}&${signing?.parameter}=${signature}`
  }

  /** When an address that is signed now expires, in epoch milliseconds. */
  expiry(call: WorldCall): number {
    return this.#signedAt(call) * 1000 + this.#life * 1000
  }

  /** What an address leads to by now. */
  find({ pathname, searchParams }: URL): Found {
    for (const file of Object.keys(this.#files.paths)) {
      const call = this.#callAt(pathname, file)
      if (call?.parts.recording) return this.#refusal(call, searchParams) ?? this.file(call, file)
    }
    return 'missing'
  }

  /** A call's file, whether or not an address leads to it by now. */
  file(call: WorldCall, file = 'main'): StoredFile {
    const seconds = Math.min(this.#mostSeconds, (call.durationMs ?? 0) / 1000)
    // The ending is one of these by its type.
    const format = this.#pathOf(file).split('.').at(-1) as AudioFormat
    const place = Object.keys(this.#files.paths).indexOf(file)
    return {
      bytes: recordingAudio(format, { seed: this.#world.seed, index: call.index, file: place, seconds }),
      mediaType: this.#knob('recording-type') === 'audio' ? mediaTypes[format] : 'application/octet-stream',
      modified: call.endedAt ?? call.createdAt,
    }
  }

  #refusal(call: WorldCall, query: URLSearchParams): Exclude<Found, StoredFile | 'missing'> | undefined {
    const { signing } = this.#files
    const signature = signing ? query.get(signing.parameter) : null
    if (signature === null) return signing?.isClosed(call) ? 'unsigned' : undefined
    const at = fromBasic(query.get('X-Amz-Date') ?? '')
    if (Number(query.get('X-Amz-Expires')) !== this.#life || signature !== this.#signature(call, at)) return 'wrongly signed'
    const { now } = this.#world
    // Without a clock, no time passes.
    return now !== null && now >= (at + this.#life) * 1000 ? 'expired' : undefined
  }

  #callAt(pathname: string, file: string): WorldCall | undefined {
    const [before = '', after = ''] = this.#pathOf(file).split('{id}')
    if (!pathname.startsWith(before) || !pathname.endsWith(after)) return undefined
    return this.#world.find(pathname.slice(before.length, pathname.length - after.length))
  }

  #path = (call: WorldCall, file: string): string => this.#pathOf(file).replace('{id}', call.id)

  #pathOf(file: string): string {
    const path = this.#files.paths[file]
    if (path === undefined)
      throw new Error(`No file "${file}" of a recording. Known: ${Object.keys(this.#files.paths).join(', ')}.`)
    return path
  }

  get #life(): number {
    const { seconds = 0 } = this.#files.signing ?? {}
    return typeof seconds === 'number' ? seconds : Number(this.#knob(seconds.knob))
  }

  /** Epoch seconds. */
  #signedAt(call: WorldCall): number {
    return Math.floor((this.#world.now ?? call.updatedAt) / 1000)
  }

  #signature({ index }: WorldCall, at: number): string {
    return draw(this.#world.seed ^ at, index, streams.signature)
      .toString(16)
      .padStart(8, '0')
  }
}

/** ISO 8601 without separators, as S3 takes it, of epoch seconds. */
const toBasic = (seconds: number): string => new Date(seconds * 1000).toISOString().replace(/[-:]|\.\d+/g, '')

const fromBasic = (stamp: string): number =>
  Date.parse(stamp.replace(/^(\d{4})(\d\d)(\d\dT\d\d)(\d\d)(\d\dZ)$/, '$1-$2-$3:$4:$5')) / 1000
