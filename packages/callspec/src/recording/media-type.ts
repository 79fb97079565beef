const ENDINGS: Readonly<Record<string, readonly string[]>> = {
  wav: ['audio/wav', 'audio/x-wav', 'audio/wave', 'audio/vnd.wave'],
  mp3: ['audio/mpeg', 'audio/mp3', 'audio/mpeg3', 'audio/x-mp3'],
  m4a: ['audio/mp4', 'audio/m4a', 'audio/x-m4a'],
  aac: ['audio/aac'],
  ogg: ['audio/ogg', 'video/ogg'],
  opus: ['audio/opus'],
  flac: ['audio/flac', 'audio/x-flac'],
  webm: ['audio/webm', 'video/webm'],
  mp4: ['video/mp4'],
  mov: ['video/quicktime'],
}

const BYTES: readonly string[] = ['application/octet-stream', 'binary/octet-stream']

/** The media type of a response without its parameters; that of plain bytes where there is none. */
export const mediaType = (headers: Headers): string =>
  headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() || BYTES[0]!

/** Whether a response of this type can be a recording. */
export const isRecordingType = (type: string): boolean => /^(audio|video)\/[\w.+-]+$/.test(type) || BYTES.includes(type)

/** The ending for a file's name: by its type, or where that says nothing by its address. */
export function endingFor(type: string, address: string): string {
  const known = Object.entries(ENDINGS).find(([, types]) => types.includes(type))?.[0]
  if (known !== undefined) return known
  const written = URL.canParse(address) ? /\.(\w{2,4})$/.exec(new URL(address).pathname)?.[1]?.toLowerCase() : undefined
  return written !== undefined && Object.hasOwn(ENDINGS, written) ? written : 'bin'
}

/** The type to play a recording as: its own or, where that is plain bytes, that of the address's ending. */
export function audioTypeFor(type: string, address: string): string {
  if (!BYTES.includes(type)) return type
  return ENDINGS[endingFor(type, address)]?.[0] ?? type
}

/** The same; `null` where neither tells it. */
export function playedType(type: string, address: string): string | null {
  const played = audioTypeFor(type, address)
  return BYTES.includes(played) ? null : played
}
