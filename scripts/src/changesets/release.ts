import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { getReleasePlan } from '@changesets/get-release-plan'
import { run } from '../run.ts'
import { git } from './git.ts'

export interface PlannedRelease {
  name: string
  oldVersion: string
  newVersion: string
}

/** The releases that the pending changesets produce. */
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

export interface PackedPackage {
  name: string
  version: string
  /** Name of its tarball in the folder. */
  file: string
}

/** Packs every public package, with a list of them, and the commit with its history as a bundle of git. */
export function pack(base: string, out: string): PackedPackage[] {
  const folder = resolve(out)
  mkdirSync(folder)
  // Only pnpm knows the version that `workspace:^` means.
  must('pnpm', ['-r', '--filter', './packages/*', 'pack', '--pack-destination', folder], base)
  const packed = readdirSync(join(base, 'packages')).flatMap((directory): PackedPackage[] => {
    const manifest = JSON.parse(readFileSync(join(base, 'packages', directory, 'package.json'), 'utf8'))
    const { name, version } = manifest
    return manifest.private ? [] : [{ name, version, file: `${name.replace('@', '').replace('/', '-')}-${version}.tgz` }]
  })
  writeFileSync(join(folder, 'packed.json'), JSON.stringify(packed))
  if (git(base, 'bundle', 'create', '-q', join(folder, 'commit.bundle'), 'HEAD') === undefined) {
    throw new Error('The commit could not be bundled. Fix: run this in a clone with its whole history.')
  }
  return packed
}

function must(program: string, args: string[], base: string): string {
  const { ok, output } = run(program, args, base)
  if (!ok) throw new Error(`${program} ${args[0]} failed:\n${output.trim()}`)
  return output
}
