import { join } from 'node:path'
import { root } from '../../../scripts/src/specs.ts'

export { root }

/** The sources of the site. */
export const site = join(root, 'docs/site')

/** What is made on the way; ignored by git. */
export const generated = join(site, '.generated')

/** The built site; ignored by git. */
export const output = join(root, 'site')
