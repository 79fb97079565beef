import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { output, root, site } from '../../folders.ts'
import { localLogo } from '../local-logo.ts'

/** What every provider's page loads from one address, which a browser keeps: the name changes with the contents. */
export interface SharedFiles {
  bundle: string
  style: string
  script: string
}

/** Writes them; the paths are from the site's root. */
export function writeSharedFiles(): SharedFiles {
  const source = (name: string) => readFileSync(join(site, 'src/redoc', name), 'utf8')
  const redoc = readFileSync(join(root, 'node_modules/@redocly/cli/lib/chunks/redoc.standalone.js'), 'utf8')
  return {
    bundle: write('redoc', 'js', localLogo(redoc)),
    style: write('page', 'css', source('static.css') + source('page.css')),
    script: write('page', 'js', source('take-over.js') + source('page.js')),
  }
}

function write(name: string, type: string, text: string): string {
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 12)
  const path = `redoc/${name}.${hash}.${type}`
  mkdirSync(join(output, 'redoc'), { recursive: true })
  writeFileSync(join(output, path), text)
  return path
}
