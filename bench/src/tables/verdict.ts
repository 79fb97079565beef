/** A target, its worst measured case, and whether it is met. */
export interface Verdict {
  target: string
  measured: string
  met: boolean
}
