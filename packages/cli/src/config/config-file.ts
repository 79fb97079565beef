import { readFileSync, statSync } from 'node:fs'
import { UsageError } from '../usage-error.js'
import { findJsonMistake } from './json-mistake.js'

/** The file that is read without `--config`. */
export const CONFIG_FILE = 'callspec.config.json'

/** The parsed configuration file; `undefined` if none was asked for and the default one does not exist. */
export function readConfigFile(asked: string | undefined): unknown {
  const file: unknown = asked ?? CONFIG_FILE
  // A number would be taken for a file descriptor, and reading it might never end.
  if (typeof file !== 'string')
    throw new UsageError(`The configuration file is not a path: received ${typeof file}. Pass { file } as a string.`)
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    // What `readFileSync` throws has a code.
    const { code } = error as NodeJS.ErrnoException
    if (asked === undefined && code === 'ENOENT') return undefined
    throw new UsageError(
      `${file}: cannot be read (${reasons[code ?? ''] ?? code}). Name a configuration file with --config FILE.`,
    )
  }
  return parse(text.replace(/^\ufeff/, ''), file)
}

const reasons: Record<string, string> = { ENOENT: 'no such file', EACCES: 'permission denied', EISDIR: 'it is a folder' }

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    const mistake = findJsonMistake(text)
    if (!mistake) throw new UsageError(`${file}: not valid JSON. Check it with an editor.`)
    const { line, column, expected } = mistake
    throw new UsageError(`${file}: not valid JSON at line ${line}, column ${column}. Expected ${expected}.`)
  }
}

/** Whether others on this machine can read the file. Windows stores such rights elsewhere. */
export function isReadableByOthers(file: string): boolean {
  return process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0
}
