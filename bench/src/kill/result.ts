/** The result of kills after each of which the copy was right. */
export interface KillResult {
  date: string
  node: string
  kills: number
  seconds: number
}
