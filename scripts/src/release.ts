// Checks everything, turns pending changesets into versions and changelogs (one commit), builds, and packs every package and
// the commit into the folder --out. Publishes nothing and needs no token: publish.ts takes it from there. --dry-run prints
// what would be published and changes nothing. Exits 1 if something is missing or fails; it can be run again then.
import { parseArgs } from 'node:util'
import { git } from './changesets/git.ts'
import { commitVersions, pack, plannedReleases, version } from './changesets/release.ts'
import { run } from './run.ts'
import { root } from './specs.ts'

const { values } = parseArgs({
  options: {
    'dry-run': { type: 'boolean', default: false },
    out: { type: 'string' },
    root: { type: 'string', default: root },
  },
})
const base = values.root

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
  const { out } = values
  if (out === undefined) throw new Error('--out is missing. Fix: name a new folder for the packages, or pass --dry-run.')
  if (git(base, 'status', '--porcelain') !== '') throw new Error('There are uncommitted changes. Fix: commit or drop them.')
  step('node', ['scripts/src/check.ts'])
  if ((await plannedReleases(base)).length > 0) {
    version(base)
    // Reports name the version.
    step('node', ['scripts/src/generate.ts'])
    commitVersions(base)
  }
  step('turbo', ['run', 'build', '--output-logs=errors-only'])
  for (const { name, version: packed } of pack(base, out)) console.log(`${name}@${packed}`)
  console.log(`Next: NPM_TOKEN=… node scripts/src/publish.ts ${out}`)
}

function step(program: string, args: string[]): void {
  const { ok, output } = run(program, args, base)
  console.log(output.trim())
  if (!ok) throw new Error('Nothing was packed. Fix what failed above, and run this again.')
}
