import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { gaps } from './gaps.ts'
import { layoutProblems } from './layout-problems.ts'
import { type Outcome, run } from './run.ts'
import { root } from './specs.ts'

/** The packages whose tests run for every provider. */
const CONFORMANCE = ['simulator', 'callspec', 'verify']

/** The checks of one provider, by name: of its files, and of what the suites for every provider say about it. */
export function providerSteps(id: string, withTests: boolean): Record<string, () => Outcome> {
  const folders = [`packages/${id}`, `packages/simulator/src/providers/${id}`, `packages/simulator/test/providers/${id}.ts`]
  const own = [...folders, `packages/verify/src/providers/${id}.ts`].filter((path) => existsSync(join(root, path)))
  const isOwn = (line: string) => [...own, `specs/${id}`].some((path) => line.startsWith(path)) || line.includes(`-${id}.md:`)
  const script = (name: string, ...args: string[]) => run('node', [join(root, 'scripts/src', name), ...args])
  const tests = (folder: string, ...args: string[]): Outcome => {
    const { ok, output } = run('vitest', ['run', '--reporter=dot', ...args], join(root, 'packages', folder), { NO_COLOR: '1' })
    // A suite without a test of this provider says nothing about it.
    const passed = /Tests .*?(\d+ passed)/.exec(output)?.[1]
    return ok && passed ? { ok, output, summary: passed } : { ok: false, output }
  }
  return {
    generate: () => script('generate.ts', '--check'),
    specs: () => script('lint-specs.ts', root, id),
    layout: () => outcome(layoutProblems(root).filter(isOwn)),
    gaps: () => outcome(gaps(root).filter(isOwn)),
    format: () => run('biome', ['ci', ...own, '--error-on-warnings', '--diagnostic-level=warn', '--colors=off']),
    build: () => {
      const filters = ['all', 'simulator', 'verify'].map((name) => `--filter=@callspec/${name}`)
      return run('turbo', ['run', 'build', ...filters, '--filter=callspec', '--output-logs=errors-only', '--log-order=grouped'])
    },
    // Other programs may not be built, and are not asked about.
    typecheck: () => outcome(run('tsc', ['-p', 'tsconfig.json', '--pretty', 'false']).output.split('\n').filter(isOwn)),
    ...(withTests && {
      test: () => tests(id),
      ...Object.fromEntries(
        CONFORMANCE.map((name) => [name, () => tests(name, '-t', `\\b${id}\\b`, '--testTimeout=120000', '--maxConcurrency=8')]),
      ),
    }),
  }
}

const outcome = (problems: readonly string[]): Outcome => ({ ok: problems.length === 0, output: problems.join('\n') })
