// Reads specs, packages and changesets; writes nothing. Names every place that `pnpm new-provider` left to fill in from the documentation.
// Takes another root folder as its argument. Exits 1 if there is one.
import { gaps } from './gaps.ts'
import { report } from './report.ts'
import { root } from './specs.ts'

report(gaps(process.argv[2] ?? root), 'gaps: none')
