import { join } from 'node:path'
import { cruise, type ICruiseResult, type IResolveOptions } from 'dependency-cruiser'
import { list, read } from '../files.ts'
import { canonical } from './canonical.ts'

/** Circles of imports among the source files of each package and of the benchmark. Type-only imports count. */
export async function importCircles(base: string): Promise<string[]> {
  const folders = [...list(base, 'packages').map((name) => `packages/${name}`), 'bench']
  const found: string[] = []
  for (const folder of folders.filter((folder) => list(base, folder, 'src').length > 0)) {
    found.push(...(await circlesIn(folder, base)))
  }
  return found
}

async function circlesIn(folder: string, base: string): Promise<string[]> {
  const { output } = await cruise(
    [`${folder}/src`],
    {
      baseDir: base,
      validate: true,
      ruleSet: { forbidden: [{ name: 'circle', severity: 'error', from: {}, to: { circular: true } }] },
      // Includes type-only imports.
      tsPreCompilationDeps: true,
      includeOnly: `^${folder}/src/`,
    },
    { alias: ownNames(folder, base) } as Partial<IResolveOptions>,
  )
  // Without a reporter the output is the result itself.
  const { violations } = (output as ICruiseResult).summary
  const circles = violations.map(({ cycle }) => canonical((cycle ?? []).map(({ name }) => name)))
  return [...new Set(circles)].map(
    (circle) => `${circle}: imports run in a circle. Fix: move what these files share to a file that imports none of them.`,
  )
}

/** The names by which a package's files may import each other, `#name` and its entry points, with their sources. */
function ownNames(folder: string, base: string) {
  const { name = '', imports = {}, exports = {} } = JSON.parse(read(base, folder, 'package.json') ?? '{}')
  const entries = [
    ...Object.entries(imports),
    ...Object.entries(exports).map(([entry, target]) => [entry.replace('.', name), target] as const),
  ]
  return entries.flatMap(([name, target]) => {
    const [, file] = /"\.\/dist\/([^"]+?)(?:\.d)?\.[jt]s"/.exec(JSON.stringify(target)) ?? []
    return file === undefined ? [] : [{ name, alias: join(base, folder, 'src', `${file}.ts`), onlyModule: true }]
  })
}
