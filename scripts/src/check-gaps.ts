// Reads specs, packages and changesets; writes nothing. Names every place that `pnpm new-provider` left to be filled in from
// the documentation. Takes another root folder as its argument. Exits 1 if there is one.
import { gaps } from './gaps.ts'
import { root } from './specs.ts'

const found = gaps(process.argv[2] ?? root)

for (const gap of found) console.error(gap)
if (found.length > 0) process.exitCode = 1
else console.log('gaps: none')
