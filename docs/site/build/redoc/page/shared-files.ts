import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { output } from '../../folders.ts'
import { pageScript, pageStyle, redocBundle, source } from './sources.ts'

/** What every provider's page loads from one address, which a browser keeps: the name changes with the contents. */
export interface SharedFiles {
  bundle: string
  style: string
  script: string
}

/** Writes them; the paths are from the site's root. */
export function writeSharedFiles(): SharedFiles {
  mkdirSync(join(output, 'redoc'), { recursive: true })
  return {
    bundle: write('redoc', 'js', redocBundle()),
    style: write('page', 'css', pageStyle()),
    script: write('page', 'js', pageScript() + source('load.js')),
  }
}

function write(name: string, type: string, text: string): string {
  const path = `redoc/${name}.${hashOf(text)}.${type}`
  writeFileSync(join(output, path), text)
  return path
}

/** For a file's name: other contents, another name. */
export const hashOf = (contents: string | Uint8Array) => createHash('sha256').update(contents).digest('hex').slice(0, 12)
