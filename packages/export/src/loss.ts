/** Something of a call that a file could not take as it is. */
export interface Loss {
  /** The call. */
  key: string
  /** The column, or the member of the call. */
  member: string
  /** What happened to it, as the rest of a sentence: `was cut to …`. */
  what: string
}

export type OnLoss = (loss: Loss) => void

/** One line: `butter/call_1: transcript_text was cut to …`. */
export const lossText = ({ key, member, what }: Loss): string => `${key}: ${member} ${what}.`
