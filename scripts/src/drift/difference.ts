/** One thing that the two documents say differently, or that only one of them says. */
export interface Difference {
  /** `+` only theirs has it, `-` only ours has it, `~` both have it and disagree. */
  mark: '+' | '-' | '~'
  /** Place within the operation: `query limit`, `body customer.number`, `200 [].status`. */
  at: string
  text: string
  /** Listed after the text. */
  list?: readonly string[]
  /** Of a schema that was compared before, so that all was told there. */
  isRepeated?: true
}
