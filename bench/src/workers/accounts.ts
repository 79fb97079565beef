// Accounts in a process of their own: as many simulators as asked, each with its latency. Sends their base URLs and key, then ends with its parent.
import { startSimulator } from '@callspec/simulator'

export interface AccountsJob {
  accounts: number
  calls: number
  latencyMs: number
}

export interface AccountsReport {
  sources: { id: string; baseUrl: string; apiKey: string }[]
}

const { accounts, calls, latencyMs }: AccountsJob = JSON.parse(process.argv[2] ?? '')
const sources: AccountsReport['sources'] = []
for (let index = 0; index < accounts; index++) {
  const { baseUrl, credentials } = await startSimulator('butter', { calls, latencyMs, seed: index + 1 })
  sources.push({ id: `account-${index}`, baseUrl, apiKey: credentials.apiKey ?? '' })
}
process.send?.({ sources } satisfies AccountsReport)
process.on('disconnect', () => process.exit())
