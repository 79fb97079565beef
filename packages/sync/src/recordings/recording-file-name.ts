import { createHash } from 'node:crypto'

const LONGEST_WORD = 60

/**
 * The name of a recording's file, without its ending: source and id as far as they are plain, and a hash of both. Only lower-case ASCII, so no
 * two calls share a file where case or Unicode forms are not distinguished, and no id leads out of the folder.
 */
export function recordingFileName(source: string, id: string): string {
  // JSON keeps source and id apart, and writes half a surrogate pair as an escape.
  const hash = createHash('sha256')
    .update(JSON.stringify([source, id]))
    .digest('hex')
    .slice(0, 32)
  return [plain(source), plain(id), hash].filter(Boolean).join('.')
}

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, LONGEST_WORD)
