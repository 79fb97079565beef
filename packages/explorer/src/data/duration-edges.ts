/** Where bins of durations begin, in seconds: fine where most calls are, and round. */
export const DURATION_EDGES = [0, 5, 10, 20, 30, 45, 60, 90, 120, 180, 240, 300, 420, 600, 900, 1200, 1800, 3600]

/** The bin that a duration falls into. */
export function durationBinOf(seconds: number): number {
  let bin = DURATION_EDGES.length - 1
  while (bin > 0 && seconds < DURATION_EDGES[bin]!) bin--
  return bin
}
