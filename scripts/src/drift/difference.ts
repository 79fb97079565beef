/** One thing that the two documents disagree on, or that only one of them has. */
export interface Difference {
  /** `+` only theirs has it, `-` only ours has it, `~` both have it and disagree. */
  mark: '+' | '-' | '~'
  /** Place within the operation: `query limit`, `body customer.number`, `200 [].status`. */
  at: string
  text: string
  /** Printed after the text. */
  list?: readonly string[]
  /** The difference of these two schemas was reported at an earlier place. */
  isRepeated?: true
}
