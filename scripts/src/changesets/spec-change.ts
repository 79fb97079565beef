import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { run } from '../run.ts'
import { root } from '../specs.ts'
import { type Bump, largest } from './bump.ts'
import { git } from './git.ts'

export interface SpecChange {
  bump: Bump
  /** The changes with this rating, in a sentence each. */
  because: string[]
}

/** What has changed in a spec since a commit, rated by `redocly diff`. */
export function specChange(provider: string, commit: string, base: string): SpecChange {
  const before = mkdtempSync(join(tmpdir(), 'callspec-spec-'))
  try {
    if (!extract(`specs/${provider}`, commit, base, before)) return { bump: 'minor', because: ['The spec is new.'] }
    const spec = join('specs', provider, 'openapi.yaml')
    // No spec any more: the layout check says what to do about its package.
    if (!existsSync(join(base, spec))) return { bump: 'major', because: ['The spec is gone.'] }
    return compare(join(before, spec), join(base, spec), before)
  } finally {
    rmSync(before, { recursive: true, force: true })
  }
}

/** Writes the files that a folder had at a commit. False if it had none. */
function extract(folder: string, commit: string, base: string, target: string): boolean {
  const paths = git(base, 'ls-tree', '-r', '--name-only', commit, '--', folder)?.split('\n').filter(Boolean) ?? []
  for (const path of paths) {
    mkdirSync(dirname(join(target, path)), { recursive: true })
    writeFileSync(join(target, path), git(base, 'show', `${commit}:${path}`) ?? '')
  }
  return paths.includes(`${folder}/openapi.yaml`)
}

interface Change {
  path: string
  impact: Bump
  verdicts: { ruleId: string; message: string }[]
}

function compare(before: string, after: string, scratch: string): SpecChange {
  const cli = join(root, 'node_modules/@redocly/cli/bin/cli.js')
  const report = join(scratch, 'report.json')
  // Without these rules the command rates every change as harmless.
  writeFileSync(join(scratch, 'redocly.yaml'), 'telemetry: off\nextends: [diff-recommended]\n')
  const compared = run('node', [cli, 'diff', before, after, '--format=json', '--fail-on=none', '-o', report], scratch)
  if (!compared.ok) throw new Error(`${after} cannot be compared with its earlier version:\n${compared.output}`)
  const { changes }: { changes: Change[] } = JSON.parse(readFileSync(report, 'utf8'))
  // A change that the comparison does not rate, such as one in the extensions, still counts.
  const bump = largest(['patch', ...changes.map(impactOf)])
  const because = changes
    .filter((change) => impactOf(change) === bump)
    .map(({ path, verdicts }) => verdicts[0]?.message ?? `${path.replaceAll('~1', '/')} changed.`)
  return { bump, because: [...new Set(because)] }
}

/** Enums in responses are open, as lint ensures: a new value breaks nobody. */
function impactOf({ path, impact, verdicts }: Change): Bump {
  const opens =
    path.includes('/responses/') && verdicts.length > 0 && verdicts.every(({ ruleId }) => ruleId === 'enum-values-added')
  return opens ? 'minor' : impact
}
