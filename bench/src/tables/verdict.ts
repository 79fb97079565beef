/** A target, what came out in its worst case, and whether that is enough. */
export interface Verdict {
  target: string
  measured: string
  met: boolean
}
