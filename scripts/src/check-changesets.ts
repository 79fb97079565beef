// Reads the packages, the specs, .changeset/ and the history; writes nothing. Prints a line for each published change that no changeset
// announces, or with too small a bump. --base=<commit> counts from another commit than where the branch left origin/main.
// --root=<folder> checks another tree. Exits 1 if anything is wrong.
import { parseArgs } from 'node:util'
import { changesetProblems } from './changesets/problems.ts'
import { report } from './report.ts'
import { root } from './specs.ts'

const { values } = parseArgs({ options: { base: { type: 'string' }, root: { type: 'string', default: root } } })
const problems = await changesetProblems(values.root, values.base).catch((error: unknown) => [
  error instanceof Error ? error.message : String(error),
])

report(problems, 'changesets: every change is announced')
