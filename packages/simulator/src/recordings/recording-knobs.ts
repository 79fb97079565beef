import { type Knobs, knob } from '../knobs.js'

/** What no platform documents of the storage of its recordings. */
export const recordingKnobs = {
  // Whether a part of a file can be requested.
  'recording-ranges': knob('served', 'ignored'),
  'recording-type': knob('audio', 'octet-stream'),
  // Without a length, a file comes in chunks.
  'recording-length': knob('sent', 'absent'),
  'recording-etag': knob('strong', 'weak', 'absent'),
} satisfies Knobs
