/** The result of a soak that was exact to its end. */
export interface SoakResult {
  date: string
  node: string
  cores: number
  /** Requests that arrived, including retries. */
  requests: number
  /** List rows and single calls that were compared. */
  rows: number
  seconds: number
  /** Requests that met a fault, by fault. */
  faults: Record<string, number>
  /** The reader's memory after each round and garbage collection. */
  memory: { requests: number; heapMb: number; rssMb: number }[]
}
