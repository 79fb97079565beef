import { type Call, type CallLog, callLog, type Source } from 'callspec'
import { loadSources, selectSources } from '../config/command-sources.js'
import { errorText } from '../failure.js'
import { createFailures } from '../io/failures.js'
import { watchSources } from '../progress/watch-sources.js'
import { UsageError } from '../usage-error.js'
import { openCopyLog } from './open-copy-log.js'
import { type OpenedLog, type OpenLogOptions, opened } from './opened-log.js'

/** Opens the log that a command lists, counts or gets from, as its options say. */
export async function openLog(options: OpenLogOptions): Promise<OpenedLog> {
  const { from, gone, source, skipUnsupported, ...ofSources } = options
  if (from !== undefined) return openCopyLog(from, options)
  if (gone) throw new UsageError('--gone is about the calls of a copy. Pass --from as well.')
  return logOf(selectSources(await loadSources(ofSources), source), skipUnsupported)
}

/** The log of sources that are known already. */
export function logOf(sources: readonly Source[], skipUnsupported = false): OpenedLog {
  const failures = createFailures()
  const watched = watchSources(sources)
  const log = callLog(watched.sources, {
    onBadRow: failures.addBadRow,
    onSourceError: (error) => failures.add(errorText(error)),
    ...(skipUnsupported && { onUnsupported: 'skip' }),
  })
  // Which sources have `get` is only known at run time; the others fail with `unsupported`.
  const { get } = log as unknown as CallLog<Source<string, Call, true>>
  const asked = () => watched.progress().filter(({ requests }) => requests > 0)
  return opened({ sources, log: { list: log.list, get }, progress: asked, close: async () => undefined }, failures)
}
