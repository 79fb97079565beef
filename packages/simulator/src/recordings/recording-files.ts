import type { WorldCall } from '../world/world.js'

/** Where a platform's documentation shows the recordings of its calls. */
export interface RecordingFiles {
  /** The origin in the documented addresses. A simulator that serves recordings puts that of its storage in its place. */
  origin: string
  /** The path of each file, with `{id}` for the call's id; the ending says what it is. `main` is the file that a call's row names. */
  paths: Readonly<Record<'main' | (string & {}), `/${string}.${'wav' | 'mp3' | 'mp4'}`>>
  /** Absent: every address opens as it is. */
  signing?: Signing
}

export interface Signing {
  /** The query parameter with the signature. */
  parameter: string
  /** How long a signed address opens; a text is the knob that says so. */
  seconds: number | { knob: string }
  /** Whether a call's files open with a signature only. */
  isClosed(call: WorldCall): boolean
}
