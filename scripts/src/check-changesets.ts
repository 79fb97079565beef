// Reads the packages, the specs, .changeset/ and the history; writes nothing. Each published change that no changeset tells
// of, or by too small a bump, is one line. --base=<commit> counts from another commit than the one at which the branch left
// origin/main. --root=<folder> checks another tree. Exits 1 if anything is wrong.
import { parseArgs } from 'node:util'
import { changesetProblems } from './changesets/problems.ts'
import { report } from './report.ts'
import { root } from './specs.ts'

const { values } = parseArgs({ options: { base: { type: 'string' }, root: { type: 'string', default: root } } })
const problems = await changesetProblems(values.root, values.base).catch((error: unknown) => [
  error instanceof Error ? error.message : String(error),
])

report(problems, 'changesets: every change is told of')
