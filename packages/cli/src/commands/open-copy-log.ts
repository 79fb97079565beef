import type { CopiedSource, Copy } from '@callspec/sync'
import { writeNote } from '../io/output.js'
import { countText } from '../print/count-text.js'
import { UsageError } from '../usage-error.js'
import { type OpenedLog, type OpenLogOptions, opened } from './opened-log.js'

/** Options that only requests have. */
const OF_REQUESTS = ['config', 'timeout', 'input'] as const

/** @throws UsageError for an option that only requests have, beside the one by which there are none */
export function refuseRequestOptions(options: Pick<OpenLogOptions, (typeof OF_REQUESTS)[number]>, beside: string): void {
  const idle = OF_REQUESTS.find((name) => options[name] !== undefined)
  if (idle !== undefined) throw new UsageError(`${beside} reads a copy and sends no request. Leave --${idle} out.`)
}

/** Opens a copy as a log, and says on stderr which of its sources are not whole. */
export async function openCopyLog(from: string, options: OpenLogOptions): Promise<OpenedLog> {
  refuseRequestOptions(options, '--from')
  const { source, gone, skipUnsupported } = options
  // Loaded here: a command without a copy needs no database.
  const { openCopy } = await import('@callspec/sync')
  const copy = await openCopy(from)
  try {
    const log = copy.log({ sources: source, gone, onUnsupported: skipUnsupported ? 'skip' : 'throw' })
    const unfinished = (await Promise.all(log.sources.map((each) => whyUnfinished(copy, each)))).flat()
    for (const { source: id, because } of unfinished) writeNote(`${id}: ${because}`, 'warning')
    return opened({
      sources: [],
      log,
      standings: copy.standings,
      copy: { address: copy.address, unfinished },
      close: () => copy.close(),
    })
  } catch (error) {
    await copy.close()
    throw error
  }
}

/** Why a source is not whole; empty if it is. */
async function whyUnfinished(
  copy: Copy,
  { id, syncedAt, readAgain }: CopiedSource,
): Promise<{ source: string; because: string }[]> {
  if (syncedAt !== null) return []
  const calls = countText(await copy.count(id), 'call')
  const sync = `callspec sync --to ${copy.address}`
  const because =
    readAgain === null
      ? `the first pass is not done: ${calls} so far. Run ${sync} to finish it.`
      : // All may be there, from before.
        `${readAgain} changed, so it has to be read again; until then, some of its ${calls} may be as they were. Run ${sync}.`
  return [{ source: id, because }]
}
