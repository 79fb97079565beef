import { list, read } from '../files.ts'
import { canonical } from './canonical.ts'

/** Circles among the packages' dependencies. Tests may use any package, so `devDependencies` do not count. */
export function packageCircles(base: string): string[] {
  const manifests = [...list(base, 'packages').map((name) => `packages/${name}`), 'bench'].map((folder) =>
    JSON.parse(read(base, folder, 'package.json') ?? '{}'),
  )
  const needs = new Map<string, string[]>(
    manifests.map(({ name, dependencies, optionalDependencies, peerDependencies }) => [
      name,
      Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies }),
    ]),
  )
  const circles = [...needs.keys()].flatMap((name) => shortestCircle(name, needs) ?? [])
  return [...new Set(circles)].map(
    (circle) => `${circle}: packages depend on each other in a circle. Fix: take one of these out of "dependencies".`,
  )
}

function shortestCircle(start: string, needs: ReadonlyMap<string, string[]>): string | undefined {
  const seen = new Set<string>()
  let paths = [[start]]
  while (paths.length > 0) {
    const longer: string[][] = []
    for (const path of paths) {
      for (const next of needs.get(path.at(-1) ?? '') ?? []) {
        if (next === start) return canonical(path)
        if (seen.has(next)) continue
        seen.add(next)
        longer.push([...path, next])
      }
    }
    paths = longer
  }
  return undefined
}
