import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Outcome } from '../job.ts'
import type { Recorder } from '../recorder.ts'

const require = createRequire(import.meta.url)

/** The compiler's figures for one program. */
export interface TypesOutcome extends Outcome {
  instantiations: number
}

const COMPILERS = { '5.9': 'typescript-5', '7': 'typescript' }
/** The same small program with each package. */
const CONSUMERS = { '@callspec/butter': 'client', callspec: 'log', 'retell-sdk': 'retell' }

/** Type-checks the same small program against each package, with and without the declarations of packages; counts are exact. */
export async function measureTypes(recorder: Recorder): Promise<void> {
  for (const [version, compiler] of Object.entries(COMPILERS)) {
    for (const skipLibCheck of [true, false]) {
      const task = `TypeScript ${version}${skipLibCheck ? '' : ', declarations checked'}`
      for (const [name, file] of Object.entries(CONSUMERS)) recorder.add(task, name, check(compiler, skipLibCheck, file))
    }
  }
}

function check(compiler: string, skipLibCheck: boolean, file: string): TypesOutcome {
  const folder = mkdtempSync(join(tmpdir(), 'callspec-types-'))
  try {
    const project = join(folder, 'tsconfig.json')
    const compilerOptions = { noEmit: true, strict: true, skipLibCheck, module: 'nodenext', target: 'es2022', types: [] }
    const lib = ['es2022', 'dom', 'dom.iterable']
    const files = [join(import.meta.dirname, `../consumers/${file}.ts`)]
    writeFileSync(project, JSON.stringify({ compilerOptions: { ...compilerOptions, lib }, files }))
    const tsc = join(require.resolve(`${compiler}/package.json`), '../bin/tsc')
    const report = execFileSync(process.execPath, [tsc, '-p', project, '--extendedDiagnostics'], { encoding: 'utf8' })
    const figure = (name: string) => Number(new RegExp(`^${name}: +([\\d.]+)`, 'm').exec(report)?.[1] ?? Number.NaN)
    return {
      calls: 0,
      requests: 0,
      wallMs: figure('Total time') * 1000,
      cpuMs: figure('Check time') * 1000,
      peakMb: figure('Memory used') / 1024,
      instantiations: figure('Instantiations'),
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
