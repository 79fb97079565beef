import { CallspecError, type Source } from 'callspec'
import { type LoadOptions, sourcesOf } from './config/load-sources.js'
import { UsageError } from './usage-error.js'

export type { LoadOptions } from './config/load-sources.js'

/**
 * The sources that the command would use, for `callLog`: from `callspec.config.json` in the working directory or another file; without
 * a file, from the environment.
 * @throws CallspecError `invalid-configuration` naming the file, the place in it, and the expected form
 */
export async function loadSources(options: LoadOptions = {}): Promise<Source[]> {
  try {
    return await sourcesOf(options)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    throw new CallspecError(error.message, { code: 'invalid-configuration' })
  }
}
