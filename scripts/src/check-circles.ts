// Reads the manifests and sources of the packages and of the benchmark; writes nothing. Each circle of imports, and each of
// packages by their dependencies, is one line. Takes another root folder as its argument. Exits 1 if there is one.
import { importCircles } from './circles/import-circles.ts'
import { packageCircles } from './circles/package-circles.ts'
import { report } from './report.ts'
import { root } from './specs.ts'

const base = process.argv[2] ?? root

report([...packageCircles(base), ...(await importCircles(base))], 'circles: none')
