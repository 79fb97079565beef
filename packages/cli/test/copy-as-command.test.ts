import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { providers } from '@callspec/all'
import { serveExplorer } from '@callspec/explorer'
import { startSimulator } from '@callspec/simulator'
import { openCopy, openStore, sync } from '@callspec/sync'
import type { Call } from 'callspec'
import { expect, test } from 'vitest'
import { copyAsCommand } from '../../explorer/src/api/copy-as-command.ts'
import { type ExplorerQuery, emptyQuery, NEWEST_FIRST } from '../../explorer/src/api/explorer-query.ts'
import { toQueryAddress } from '../../explorer/src/api/query-address.ts'
import { BIN, folder } from './run-callspec.ts'

const QUERIES: Partial<ExplorerQuery>[] = [
  {},
  { statuses: ['completed', 'failed'], direction: 'outbound' },
  { search: 'Support Agent', minDurationSeconds: 30 },
  {
    since: '2026-11-19',
    until: '2026-11-21',
    timeZone: 'America/New_York',
    hours: [8, 9, 10, 11],
    weekdays: ['thursday', 'friday'],
  },
  { sources: ['zudu'], providers: ['zudu'], outcome: 'unknown', maxDurationSeconds: 200 },
]

test('what the page gives as a command lists the calls that the page shows', async () => {
  const cwd = folder()
  const file = join(cwd, "it's a copy.db")
  const store = await openStore(file)
  const world = { calls: 80, spacingSeconds: 2700 }
  const [butter, zudu] = await Promise.all([startSimulator('butter', world), startSimulator('zudu', world)])
  const account = ({ baseUrl, credentials }: typeof butter) => ({
    baseUrl,
    apiKey: credentials.apiKey ?? '',
    apiSecret: credentials.apiSecret ?? '',
    rateLimit: null,
  })
  await sync([providers.butter(account(butter)), providers.zudu(account(zudu))], store)
  const copy = await openCopy(file)
  const explorer = await serveExplorer(copy)
  const { origin, hash } = new URL(explorer.address)
  const headers = { authorization: `Bearer ${hash.replace('#token=', '')}` }
  const keysOfPage = async (query: ExplorerQuery) => {
    const response = await fetch(`${origin}/api/calls?${toQueryAddress(query)}&offset=0&limit=1000`, { headers })
    // The page's own server.
    const { calls } = (await response.json()) as { calls: Call[] }
    return calls.map(({ key }) => key)
  }
  const keysOfCommand = async (command: string) => {
    const shell = `callspec() { '${process.execPath}' '${BIN}' "$@"; }; ${command} --json`
    const { stdout } = await promisify(execFile)('sh', ['-c', shell], { cwd, env: {}, maxBuffer: 100_000_000 })
    return stdout.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line).key]))
  }
  const shown = await Promise.all(QUERIES.map((query) => keysOfPage({ ...emptyQuery(), ...query })))
  const listed = await Promise.all(
    QUERIES.map((query) =>
      keysOfCommand(copyAsCommand({ from: copy.address, query: { ...emptyQuery(), ...query }, sort: NEWEST_FIRST })),
    ),
  )
  expect(shown.every(({ length }) => length > 0)).toBe(true)
  expect(listed).toEqual(shown)
  await Promise.all([explorer.close(), copy.close(), store.close(), butter.close(), zudu.close()])
})
