import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getReleasePlan } from '@changesets/get-release-plan'
import { run } from '../run.ts'
import { git } from './git.ts'

export interface PlannedRelease {
  name: string
  oldVersion: string
  newVersion: string
}

/** What the pending changesets come to. */
export async function plannedReleases(base: string): Promise<PlannedRelease[]> {
  const { releases } = await getReleasePlan(base)
  return releases
    .flatMap(({ type, name, oldVersion, newVersion }) =>
      // A private package may have no version.
      type === 'none' || oldVersion === undefined || newVersion === undefined ? [] : [{ name, oldVersion, newVersion }],
    )
    .sort((one, other) => (one.name < other.name ? -1 : 1))
}

/** Turns the pending changesets into versions and changelogs. */
export function version(base: string): void {
  must('changeset', ['version'], base)
}

/** Commits what the new versions changed. */
export function commitVersions(base: string): void {
  if (git(base, 'add', '-A') === undefined || git(base, 'commit', '-m', 'Release packages') === undefined) {
    throw new Error('The versions could not be committed. Fix: set user.name and user.email of git, and run this again.')
  }
}

/** Publishes every version that the registry does not have, and sets a tag for each. The token reaches no file. */
export function publish(base: string, token: string, registry: string): string {
  const scratch = mkdtempSync(join(tmpdir(), 'callspec-release-'))
  try {
    const config = join(scratch, 'npmrc')
    // The package manager puts the variable in.
    writeFileSync(config, `${registry.replace(/^https?:/, '')}:_authToken=\${CALLSPEC_NPM_TOKEN}\n`)
    return must('changeset', ['publish'], base, {
      CALLSPEC_NPM_TOKEN: token,
      pnpm_config_userconfig: config,
      pnpm_config_registry: registry,
      pnpm_config_provenance: String(canProveProvenance()),
    })
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** Only a workflow that may ask GitHub for an identity token can say where a package was built. */
export const canProveProvenance = (): boolean => process.env.ACTIONS_ID_TOKEN_REQUEST_URL !== undefined

function must(program: string, args: string[], base: string, environment: Record<string, string> = {}): string {
  const { ok, output } = run(program, args, base, environment)
  if (!ok) throw new Error(`${program} ${args[0]} failed:\n${output.trim()}`)
  return output
}
