import { cpus, loadavg } from 'node:os'
import type { Outcome } from './job.ts'
import type { Section, Series } from './results.ts'

/** Collects the runs of a section and says on stderr how each went. */
export class Recorder {
  readonly #series = new Map<string, Series>()
  readonly #pageBytes: Record<string, number> = {}
  readonly #load = loadavg()[0]!

  add(task: string, contender: string, outcome: Outcome): void {
    const key = `${task} / ${contender}`
    const series = this.#series.get(key) ?? { task, contender, runs: [] }
    this.#series.set(key, series)
    series.runs.push(round(outcome))
    const { wallMs, cpuMs, requests, peakMb } = round(outcome)
    console.error(`${key}: ${wallMs} ms, cpu ${cpuMs} ms, ${requests} requests, peak ${peakMb} MB`)
  }

  addPageBytes(shape: string, bytes: number): void {
    this.#pageBytes[shape] = Math.round(bytes)
  }

  section(): Section {
    return {
      date: new Date().toISOString().slice(0, 10),
      node: process.version,
      cpu: cpus()[0]?.model ?? 'unknown',
      cores: cpus().length,
      load: [this.#load, loadavg()[0]!],
      pageBytes: this.#pageBytes,
      series: [...this.#series.values()],
    }
  }
}

const round = (outcome: Outcome): Outcome => ({
  ...outcome,
  // A query of a copy takes less than one.
  wallMs: Math.round(outcome.wallMs * 1000) / 1000,
  cpuMs: Math.round(outcome.cpuMs),
  peakMb: Math.round(outcome.peakMb * 10) / 10,
})
