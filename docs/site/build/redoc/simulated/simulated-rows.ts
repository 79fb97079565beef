import { providers } from '../../../../../packages/all/dist/index.js'
import { callLog } from '../../../../../packages/callspec/dist/index.js'
import type { Source } from '../../../../../packages/provider/dist/index.js'
import type { RunningPlatform } from './running-platform.ts'

const PARTS = ['transcript', 'analysis', 'recording', 'cost'] as const

/** The rows of the simulator's list as a log gets them that asks for every part, and the same calls as the single call's request has them. */
export async function simulatedRows({ simulator }: RunningPlatform): Promise<{ list: object[]; get: object[] }> {
  const provider = providers[simulator.provider]
  const { get } = provider.definition
  // The options of all providers have no common type.
  const source = (provider as (options: object) => Source)({
    ...simulator.credentials,
    baseUrl: simulator.baseUrl,
    rateLimit: null,
  })
  const rows: { list: object[]; get: object[] } = { list: [], get: [] }
  for await (const call of callLog([source]).list({ include: PARTS, since: '2000-01-01' })) {
    // Of anything but an object there would be no call.
    rows.list.push(call.raw as object)
    if (get && call.rawDetail !== undefined) rows.get.push(get.toRow(call.rawDetail, call.id))
  }
  return rows
}
