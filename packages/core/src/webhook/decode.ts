/** How the bytes of a signature are written. */
export type Encoding = 'hex' | 'base64' | 'text'

/** The bytes of a text, or `null` if it is not written so. */
export function decode(text: string, encoding: Encoding): Uint8Array<ArrayBuffer> | null {
  if (encoding === 'text') return new TextEncoder().encode(text)
  if (encoding === 'hex') {
    if (text.length % 2 !== 0 || !/^[0-9a-f]+$/i.test(text)) return null
    return Uint8Array.from({ length: text.length / 2 }, (_, index) => Number.parseInt(text.slice(index * 2, index * 2 + 2), 16))
  }
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return null
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
}
