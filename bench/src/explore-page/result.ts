/** How the table of a million calls was scrolled. */
export interface ExplorePageResult {
  date: string
  node: string
  chromium: string
  cpu: string
  cores: number
  /** Load averages of one minute, before and after. */
  load: [number, number]
  scrolls: Scroll[]
  /** Milliseconds from a jump to a random place until its rows are there. */
  jumps: number[]
}

export interface Scroll {
  /** How. */
  task: string
  frames: number
  ms: number
  /** Frames that took longer than one and a half of a screen's. */
  late: number
  longestMs: number
}
