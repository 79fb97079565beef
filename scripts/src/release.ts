// Checks everything, turns pending changesets into versions and changelogs (one commit), builds, and publishes what the
// registry does not have yet, with a tag for each package. Needs NPM_TOKEN, a token that may publish. --dry-run prints what
// would be published and changes nothing. Exits 1 if something is missing or fails; it can be run again then.
import { parseArgs } from 'node:util'
import { git } from './changesets/git.ts'
import { canProveProvenance, commitVersions, plannedReleases, publish, version } from './changesets/release.ts'
import { run } from './run.ts'
import { root } from './specs.ts'

const { values } = parseArgs({
  options: { 'dry-run': { type: 'boolean', default: false }, root: { type: 'string', default: root } },
})
const base = values.root
const token = process.env.NPM_TOKEN

try {
  if (values['dry-run']) await plan()
  else await release()
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}

async function plan(): Promise<void> {
  const releases = await plannedReleases(base)
  for (const { name, oldVersion, newVersion } of releases) console.log(`${name} ${oldVersion} → ${newVersion}`)
  console.log(releases.length > 0 ? `${releases.length} packages would be published.` : 'No changeset is pending.')
}

async function release(): Promise<void> {
  if (!token) throw new Error('NPM_TOKEN is missing. Fix: set it to a token that may publish, or pass --dry-run.')
  if (git(base, 'status', '--porcelain') !== '') throw new Error('There are uncommitted changes. Fix: commit or drop them.')
  step('node', ['scripts/src/check.ts'])
  if ((await plannedReleases(base)).length > 0) {
    version(base)
    // Reports name the version.
    step('node', ['scripts/src/generate.ts'])
    commitVersions(base)
  }
  step('turbo', ['run', 'build', '--output-logs=errors-only'])
  if (!canProveProvenance()) console.log('Published without provenance, which only the release workflow can give.')
  console.log(publish(base, token, 'https://registry.npmjs.org/'))
  console.log('Next: git push --follow-tags')
}

function step(program: string, args: string[]): void {
  const { ok, output } = run(program, args, base)
  console.log(output.trim())
  if (!ok) throw new Error('Nothing was published. Fix: mend what failed above, and run this again.')
}
