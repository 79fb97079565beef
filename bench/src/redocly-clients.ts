import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

const bench = join(import.meta.dirname, '..')

/** The folder of a provider's generated client; git ignores it. */
export const redoclyClientPath = (id: string) => join(bench, '.generated', `${id}.ts`)

/** Generates a client from every spec, with the configuration in `bench/redocly.yaml`. */
export function generateRedoclyClients(): void {
  execFileSync(join(bench, '../node_modules/.bin/redocly'), ['generate-client', '--config', 'redocly.yaml'], {
    cwd: bench,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
  })
}
