import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, site } from '../../folders.ts'
import { localLogo } from './local-logo.ts'

/** A file of `src/redoc/`. */
export const source = (name: string) => readFileSync(join(site, 'src/redoc', name), 'utf8')

/** Redoc as the command line of Redocly carries it: a module. */
export const redocBundle = () =>
  localLogo(readFileSync(join(root, 'node_modules/@redocly/cli/lib/chunks/redoc.standalone.js'), 'utf8'))

/** The styles of a page, before Redoc has come and after. */
export const pageStyle = () => source('static.css') + source('page.css')

/** What a page runs besides Redoc; what loads that comes behind it. */
export const pageScript = () => source('take-over.js') + source('page.js')
