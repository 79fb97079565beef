import { readFileSync } from 'node:fs'
import { UsageError } from '../usage-error.js'

/** What a file of JSON holds; `undefined` if it is empty. `what`: the kind of file that is wanted. */
export function readJson(file: string, what: string): unknown {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    // What `readFileSync` throws has a code.
    const { code } = error as NodeJS.ErrnoException
    throw new UsageError(`${file}: cannot be read (${code}). Pass ${what}.`)
  }
  if (text.trim() === '') return undefined
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    throw new UsageError(`${file}: not valid JSON. Pass ${what}.`)
  }
}
