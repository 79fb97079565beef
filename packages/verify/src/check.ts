import type { Probe } from './probe/probe.js'
import type { Finding } from './report/finding.js'

/** Tests one assumption, by its id, on the account of a probe. */
export type Check = (probe: Probe, id: string) => Promise<Finding>

export type Checks = Readonly<Record<string, Check>>
