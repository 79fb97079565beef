// Reads the tarballs that `pnpm release` packed, and publishes those that the registry does not have. Writes each one that the registry then has
// to `published.txt` beside them, as `<name>@<version>` lines. Runs with only Node and npm installed, so that no other code sees the token. Needs
// NPM_TOKEN, a token that may publish. Exits 1 if it is missing or a package fails.
import { spawnSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'

interface Packed {
  name: string
  version: string
  file: string
}

const { values, positionals } = parseArgs({
  options: { registry: { type: 'string', default: 'https://registry.npmjs.org/' } },
  allowPositionals: true,
})
const folder = resolve(positionals[0] ?? '.')
const { registry } = values
const token = process.env.NPM_TOKEN

try {
  if (!token) throw new Error('NPM_TOKEN is missing. Fix: set it to a token that may publish.')
  await publishAll(token)
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}

async function publishAll(secret: string): Promise<void> {
  // Written by pnpm release.
  const packed = JSON.parse(readFileSync(join(folder, 'packed.json'), 'utf8')) as Packed[]
  const published = join(folder, 'published.txt')
  writeFileSync(published, '')
  for (const each of packed) {
    const has = await isThere(each)
    if (!has) publish(each, secret)
    appendFileSync(published, `${each.name}@${each.version}\n`)
    console.log(`${each.name}@${each.version}: ${has ? 'was there' : 'published'}`)
  }
}

async function isThere({ name, version }: Packed): Promise<boolean> {
  const answer = await fetch(`${registry}${name.replace('/', '%2f')}`)
  if (answer.status === 404) return false
  if (!answer.ok) throw new Error(`The registry responded with ${answer.status} for ${name}. Fix: run this again.`)
  // The shape of every registry's response.
  const { versions } = (await answer.json()) as { versions?: Record<string, unknown> }
  return versions !== undefined && Object.hasOwn(versions, version)
}

/** The token is never written to a file. */
function publish({ name, version, file }: Packed, secret: string): void {
  const scratch = mkdtempSync(join(tmpdir(), 'callspec-publish-'))
  try {
    const config = join(scratch, 'npmrc')
    // npm substitutes the variable.
    writeFileSync(config, `${registry.replace(/^https?:/, '')}:_authToken=\${CALLSPEC_NPM_TOKEN}\n`)
    // Only a workflow with an identity token of GitHub can attest where a package was built.
    const provenance = process.env.ACTIONS_ID_TOKEN_REQUEST_URL !== undefined
    const { status, stdout, stderr } = spawnSync(
      'npm',
      ['publish', join(folder, file), '--access=public', `--provenance=${provenance}`, `--registry=${registry}`],
      { encoding: 'utf8', env: { ...process.env, NPM_TOKEN: '', CALLSPEC_NPM_TOKEN: secret, npm_config_userconfig: config } },
    )
    if (status !== 0) throw new Error(`${name}@${version} was not published:\n${`${stdout}${stderr}`.trim()}`)
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}
