import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Step } from './beside.ts'
import { checkTypes } from './check-types.ts'
import { gaps } from './gaps.ts'
import { layoutProblems } from './layout-problems.ts'
import { type Outcome, runBeside } from './run.ts'
import { root } from './specs.ts'

/** The packages whose tests run for every provider. */
const CONFORMANCE = ['simulator', 'callspec', 'verify']

/** By which their tests come to a provider. Files of tests that import neither know none of them, and need not be read. */
const REGISTRIES = ['test/generated/providers.ts', '../all/dist/index.js']

/** Checks by name: of sources, of what is built, beginning with the build, and the tests. */
export type Steps = Record<'sources' | 'built' | 'tests', Record<string, Step>>

/** The checks of one provider: of its files, and of what the suites for every provider say about it. */
export function providerSteps(id: string): Steps {
  const folders = [`packages/${id}`, `packages/simulator/src/providers/${id}`, `packages/simulator/test/providers/${id}.ts`]
  const own = [...folders, `packages/verify/src/providers/${id}.ts`].filter((path) => existsSync(join(root, path)))
  const isOwn = (line: string) => [...own, `specs/${id}`].some((path) => line.startsWith(path)) || line.includes(`-${id}.md:`)
  const script = (name: string, ...args: string[]) => runBeside('node', [join(root, 'scripts/src', name), ...args])
  const tests = async (folder: string, ...args: string[]): Promise<Outcome> => {
    const { ok, output } = await runBeside(
      'vitest',
      [...args, '--run', '--config', join(root, 'vitest.config.ts'), '--reporter=dot'],
      join(root, 'packages', folder),
      { NO_COLOR: '1' },
    )
    // A suite without a test of this provider says nothing about it.
    const passed = /Tests .*?(\d+ passed)/.exec(output)?.[1]
    return ok && passed ? { ok, output, summary: passed } : { ok: false, output }
  }
  return {
    sources: {
      generate: () => script('generate.ts', '--check'),
      specs: () => script('lint-specs.ts', root, id),
      layout: async () => outcome(layoutProblems(root).filter(isOwn)),
      gaps: async () => outcome(gaps(root).filter(isOwn)),
      format: () => runBeside('biome', ['ci', ...own, '--error-on-warnings', '--diagnostic-level=warn', '--colors=off']),
    },
    built: {
      build: () => {
        const filters = ['all', 'simulator', 'verify'].map((name) => `--filter=@callspec/${name}`)
        const options = ['--filter=callspec', '--output-logs=errors-only', '--log-order=grouped']
        return runBeside('turbo', ['run', 'build', ...filters, ...options])
      },
      // Its own code is checked by building it. What is wrong in the files of others is not asked about.
      typecheck: async () => {
        const { output } = await checkTypes([`packages/${id}/test/**/*.ts`, `packages/simulator/test/providers/${id}.ts`])
        return outcome(output.split('\n').filter((line) => isOwn(line) || line.startsWith('error ')))
      },
    },
    tests: {
      test: () => tests(id),
      ...Object.fromEntries(
        CONFORMANCE.map((name) => [name, () => tests(name, 'related', ...REGISTRIES, '-t', `\\b${id}\\b`, '--maxConcurrency=8')]),
      ),
    },
  }
}

const outcome = (problems: readonly string[]): Outcome => ({ ok: problems.length === 0, output: problems.join('\n') })
