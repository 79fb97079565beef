/** How a soak that was exact to its end came out. */
export interface SoakResult {
  date: string
  node: string
  cores: number
  /** That arrived, retries included. */
  requests: number
  /** List rows and single calls that were compared. */
  rows: number
  seconds: number
  /** Requests that met a fault, by fault. */
  faults: Record<string, number>
  /** Of the reader, after each round and garbage collection. */
  memory: { requests: number; heapMb: number; rssMb: number }[]
}
