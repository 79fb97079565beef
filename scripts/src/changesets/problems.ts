import { readChangesets } from '@changesets/read'
import { type Bump, below, isLess, largest } from './bump.ts'
import { changedSince, git } from './git.ts'
import { belongsTo, type PublishedPackage, publishedPackages } from './packages.ts'
import { specChange } from './spec-change.ts'

/** A commit that changes are counted from, and the changesets that may announce them. */
interface Since {
  commit: string
  /** Its name in messages. */
  name: string
  told: (changeset: string) => boolean
}

/**
 * Changes of a published package that no changeset announces, or with too small a bump. Counted twice: from where the branch left
 * `main`, where a changeset of the branch is needed; and from the package's last release, where any pending changeset will do.
 */
export async function changesetProblems(base: string, asked?: string): Promise<string[]> {
  const changesets = await readChangesets(base)
  const branch = branchBase(base, asked)
  const bumpOf = ({ name }: PublishedPackage, told: (changeset: string) => boolean): Bump =>
    largest(
      changesets
        .filter(({ id }) => told(id))
        .flatMap(({ releases }) => releases.filter((release) => release.name === name).map(({ type }) => type)),
    )

  return publishedPackages(base).flatMap((published) => {
    const { name, version } = published
    // Never released: one changeset announces the whole package.
    if (version === '0.0.0') {
      if (bumpOf(published, () => true) !== 'none') return []
      return [
        `packages/${published.folder}: was never released and no changeset announces it. Fix: pnpm changeset, name ${name}.`,
      ]
    }
    const found = [branch, lastRelease(published, base)].flatMap((since) =>
      since ? problemsSince(since, published, base, bumpOf(published, since.told)) : [],
    )
    return found.slice(0, 1)
  })
}

function problemsSince(since: Since, published: PublishedPackage, base: string, bump: Bump): string[] {
  const { folder, name, version } = published
  const files = changedSince(since.commit, base).filter((path) => belongsTo(published, path))
  // A release removes its changesets.
  if (files.length === 0 || versionAt(since.commit, published, base) !== version) return []
  if (bump === 'none') {
    const more = files.length > 1 ? ` and ${files.length - 1} more` : ''
    return [
      `packages/${folder}: changed since ${since.name} (${files[0]}${more}) without a changeset. Fix: pnpm changeset, name ${name}.`,
    ]
  }
  if (!files.some((path) => path.startsWith('specs/'))) return []
  const change = specChange(folder, since.commit, base)
  const needed = below(version, change.bump)
  if (!isLess(bump, needed)) return []
  return [
    `specs/${folder}: needs at least a ${needed} of ${name} since ${since.name}, and its changesets say ${bump}. ${change.because[0] ?? ''} Fix: write ${needed} in the changeset.`,
  ]
}

/** Where the branch left `main`, or the requested commit; undefined without a repository or a `main` elsewhere. */
function branchBase(base: string, asked?: string): Since | undefined {
  const commit = asked ? git(base, 'rev-parse', '--verify', `${asked}^{commit}`) : git(base, 'merge-base', 'HEAD', 'origin/main')
  if (asked && !commit) throw new Error(`There is no commit ${asked}. Fix: fetch it, or pass another --base.`)
  if (!commit) return undefined
  const changed = new Set(changedSince(commit, base))
  return { commit, name: asked ?? 'origin/main', told: (changeset) => changed.has(`.changeset/${changeset}.md`) }
}

/** The tag that `changeset publish` set; undefined if the clone lacks it. */
function lastRelease({ name, version }: PublishedPackage, base: string): Since | undefined {
  const tag = `${name}@${version}`
  const commit = git(base, 'rev-parse', '--verify', `refs/tags/${tag}^{commit}`)
  return commit ? { commit, name: tag, told: () => true } : undefined
}

function versionAt(commit: string, { folder }: PublishedPackage, base: string): string | undefined {
  const manifest = git(base, 'show', `${commit}:packages/${folder}/package.json`)
  return manifest && JSON.parse(manifest).version
}
