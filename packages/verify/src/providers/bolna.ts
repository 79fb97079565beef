import { query } from '@callspec/provider'
import type { Checks } from '../check.js'
import type { Row } from '../probe/known-rows.js'
import type { Probe } from '../probe/probe.js'
import { count, type Finding, open, settled } from '../report/finding.js'

async function rowMembers(probe: Probe): Promise<Finding> {
  const rows = await sampled(probe)
  if (rows.length === 0) return open('The account has no calls.')
  const without = rows.filter(({ raw }) => !('agent_id' in raw)).length
  const seen = `${without} of ${count(rows.length, 'row')} read do not name their agent`
  return settled(without > 0 ? 'trimmed' : 'all', `${seen}.`)
}

/** Requests a batch that does not exist. */
async function unseenFilters(probe: Probe): Promise<Finding> {
  const known = (await sampled(probe)).length
  if (known === 0) return open('The account has no calls.')
  const { rows } = await probe.page(probe.newestInputs(query('batch_id', 'callspec-no-such-batch')))
  const seen = `A batch that does not exist returned ${count(rows.length, 'row')}; without a batch, ${known}`
  return settled(rows.length > 0 ? 'ignored' : 'applied', `${seen}.`)
}

const sampled = async (probe: Probe): Promise<Row[]> => (await probe.sample()).flatMap(({ rows }) => rows)

export const bolna: Checks = { 'row-members': rowMembers, 'unseen-filters': unseenFilters }
