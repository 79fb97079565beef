import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { run } from './run.ts'

const require = createRequire(import.meta.url)

/** The compilers, as packages of this folder. */
export const TYPESCRIPTS = { '5.9': 'typescript-5', '7': 'typescript' } as const
export type TypeScript = keyof typeof TYPESCRIPTS

/** The ways in which a project may resolve packages, with the files to compile for each. */
export const RESOLUTIONS = {
  nodenext: { module: 'nodenext', files: ['list-calls.ts', 'list-calls.cts', 'mistakes.ts'] },
  node16: { module: 'node16', files: ['list-calls.ts', 'mistakes.ts'] },
  bundler: { module: 'esnext', moduleResolution: 'bundler', files: ['list-calls.ts', 'mistakes.ts'] },
} as const
export type Resolution = keyof typeof RESOLUTIONS

/**
 * Checks the consumer's program, or other files of the project, and writes it as JavaScript if a folder is named. Throws with the
 * compiler's messages. Declarations are checked as well.
 */
export async function compile(
  folder: string,
  typescript: TypeScript,
  resolution: Resolution,
  { files, types = [], outDir }: { files?: readonly string[]; types?: readonly string[]; outDir?: string } = {},
): Promise<void> {
  const { files: program, ...options } = RESOLUTIONS[resolution]
  const name = `tsconfig.${typescript}.${resolution}.json`
  const compilerOptions = {
    ...options,
    target: 'es2022',
    lib: ['es2022', 'dom', 'dom.iterable'],
    types,
    strict: true,
    skipLibCheck: false,
    rootDir: '.',
    ...(outDir === undefined ? { noEmit: true } : { outDir }),
  }
  writeFileSync(join(folder, name), JSON.stringify({ compilerOptions, files: files ?? program }))
  await run(process.execPath, [compiler(typescript), '-p', name], folder)
}

const compiler = (typescript: TypeScript) => join(dirname(require.resolve(`${TYPESCRIPTS[typescript]}/package.json`)), 'bin/tsc')

/** The TypeScript of a readme, block after block, as one file. */
export function codeOf(readme: string): string {
  const blocks = [...readFileSync(readme, 'utf8').matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code]) => code)
  return blocks.join('\n')
}
