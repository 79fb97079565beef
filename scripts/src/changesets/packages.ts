import { list, read } from '../files.ts'

export interface PublishedPackage {
  /** Its folder in `packages/`. */
  folder: string
  name: string
  version: string
}

/** The packages that are released. */
export function publishedPackages(base: string): PublishedPackage[] {
  return list(base, 'packages').flatMap((folder) => {
    const { name, version, private: hidden } = JSON.parse(read(base, 'packages', folder, 'package.json') ?? '{"private":true}')
    return hidden ? [] : [{ folder, name, version }]
  })
}

/** Whether a package's users get a file. A spec belongs to its client, even if nothing generated from it changes. */
export function belongsTo({ folder }: PublishedPackage, path: string): boolean {
  if (path.startsWith(`specs/${folder}/`)) return !path.endsWith('/known-drift.txt')
  const inner = path.startsWith(`packages/${folder}/`) ? path.slice(`packages/${folder}/`.length) : undefined
  return inner !== undefined && !inner.startsWith('test/') && inner !== 'CHANGELOG.md'
}
