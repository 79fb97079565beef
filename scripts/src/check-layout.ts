// Reads the tree; writes nothing. Each missing or misplaced part is one line: the file, what is wrong with it, the fix.
// Takes another root folder as its argument. Exits 1 if anything is wrong.
import { dependencyProblems } from './dependency-problems.ts'
import { layoutProblems } from './layout-problems.ts'
import { manifestProblems } from './manifest-problems.ts'
import { leftoverNotices } from './publication-notice.ts'
import { report } from './report.ts'
import { sharedNameProblems } from './shared-names/shared-name-problems.ts'
import { providers, root } from './specs.ts'

const base = process.argv[2] ?? root
const problems = [
  ...layoutProblems(base),
  ...dependencyProblems(base),
  ...manifestProblems(base),
  ...leftoverNotices(base),
  ...sharedNameProblems(base),
]

report(problems, `layout: ${providers(base).length} providers, clean`)
