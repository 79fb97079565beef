import { draw, streams } from '../world/random.js'

/** What a file is, by the ending of its name. */
export const mediaTypes = { wav: 'audio/wav', mp3: 'audio/mpeg', mp4: 'video/mp4' } as const

export type AudioFormat = keyof typeof mediaTypes

/** What was recorded: the same for the same call and file. */
export interface Sound {
  seed: number
  /** The call's index. */
  index: number
  /** Distinguishes the files of one call. */
  file: number
  seconds: number
}

/** Telephone quality: 8,000 samples a second of one byte each, so a second is 8 kB. */
const RATE = 8000

/** A whole file, small and valid: a tone as WAV, silence as MP3, and as MP4 a duration without a track. */
export function recordingAudio(format: AudioFormat, sound: Sound): Buffer {
  return makers[format](sound)
}

const makers: Readonly<Record<AudioFormat, (sound: Sound) => Buffer>> = { wav, mp3, mp4 }

function wav(sound: Sound): Buffer {
  const samples = Math.round(sound.seconds * RATE)
  const file = Buffer.alloc(44 + samples)
  file.write('RIFF', 0, 'latin1')
  file.writeUInt32LE(36 + samples, 4)
  file.write('WAVEfmt ', 8, 'latin1')
  file.writeUInt32LE(16, 16)
  file.writeUInt16LE(1, 20) // PCM
  file.writeUInt16LE(1, 22) // channels
  file.writeUInt32LE(RATE, 24)
  file.writeUInt32LE(RATE, 28) // bytes a second
  file.writeUInt16LE(1, 32) // bytes of a sample
  file.writeUInt16LE(8, 34) // bits of a sample
  file.write('data', 36, 'latin1')
  file.writeUInt32LE(samples, 40)
  // A period of its own, so that two recordings differ wherever one looks.
  const period = 20 + (voice(sound) % 997)
  for (let sample = 0; sample < samples; sample++)
    file[44 + sample] = 128 + Math.trunc((((sample % period) * 2) / period - 1) * 100)
  return file
}

/** Frames of MPEG 2.5, layer III, 8 kbit/s, mono: 72 bytes and 72 ms each. */
function mp3(sound: Sound): Buffer {
  const frame = Buffer.alloc(72)
  frame.set([0xff, 0xe3, 0x18, 0xc0])
  // Behind the side information, whose zeros mean silence, decoders skip the rest.
  frame.writeUInt32BE(voice(sound), 20)
  const frames = Math.max(1, Math.round((sound.seconds * 1000) / 72))
  return Buffer.concat(
    Array.from({ length: frames }, (_, number) => {
      const own = Buffer.from(frame)
      own.writeUInt32BE(number, 24)
      return own
    }),
  )
}

function mp4(sound: Sound): Buffer {
  const header = Buffer.alloc(100)
  header.writeUInt32BE(1000, 12) // units a second
  header.writeUInt32BE(Math.round(sound.seconds * 1000), 16)
  header.writeUInt32BE(0x10000, 20) // speed
  header.writeUInt16BE(0x100, 24) // volume
  for (const [at, value] of [
    [36, 0x10000],
    [52, 0x10000],
    [68, 0x40000000],
    [96, 1],
  ] as const)
    header.writeUInt32BE(value, at)
  const data = Buffer.alloc(Math.max(4, Math.round(sound.seconds * 1000)))
  data.writeUInt32BE(voice(sound))
  return Buffer.concat([
    box('ftyp', Buffer.from('isom\0\0\0\x01isom', 'latin1')),
    box('moov', box('mvhd', header)),
    box('mdat', data),
  ])
}

function box(name: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(8 + content.length)
  head.write(name, 4, 'latin1')
  return Buffer.concat([head, content])
}

const voice = ({ seed, index, file }: Sound): number => draw(seed, index, streams.audio + file)
