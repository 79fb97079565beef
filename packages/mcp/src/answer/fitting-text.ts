import { beginning } from './cut-text.js'
import { sizeOf } from './size.js'

/** The beginning of a text that has no more bytes than this as JSON. */
export function fittingText(text: string, mostBytes: number): string {
  if (mostBytes <= 2) return ''
  // A character has at least a byte.
  let part = beginning(text, mostBytes)
  for (let size = sizeOf(part); size > mostBytes; size = sizeOf(part))
    part = beginning(part, Math.floor((part.length * mostBytes) / size) - 1)
  return part
}
