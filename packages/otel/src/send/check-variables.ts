import { readFileSync } from 'node:fs'
import { parseKeyPairsIntoRecord } from '@opentelemetry/core'
import { prefixed, variable, wrongVariable } from './otlp-variable.js'

/**
 * Checks the variables that the SDK would ignore if they were wrong, with a word to nobody.
 * @throws CollectorError `usage`
 */
export function checkVariables(): void {
  const compression = variable('COMPRESSION')
  if (compression !== undefined && !['gzip', 'none'].includes(compression.value))
    throw wrongVariable(compression.name, `received "${compression.value}". Set it to gzip or none`)
  // The SDK joins those of both.
  for (const name of prefixed('HEADERS')) checkHeaders(name, process.env[name] ?? '')
  for (const end of ['CERTIFICATE', 'CLIENT_CERTIFICATE', 'CLIENT_KEY']) {
    const file = variable(end)
    if (file !== undefined && !isReadable(file.value))
      throw wrongVariable(file.name, `no file can be read at "${file.value}". Set it to the path of one`)
  }
}

function checkHeaders(name: string, text: string): void {
  const entries = text.split(',').filter((entry) => entry.trim() !== '')
  for (const [index, entry] of entries.entries()) {
    // The SDK drops what is no such pair, and what follows a semicolon.
    if (Object.keys(parseKeyPairsIntoRecord(entry)).length === 1 && !entry.includes(';')) continue
    throw wrongVariable(
      name,
      `entry ${index + 1} is no name=value. Separate entries with commas, and write , ; % in values as %2C %3B %25`,
    )
  }
}

function isReadable(path: string): boolean {
  try {
    readFileSync(path)
    return true
  } catch {
    return false
  }
}
