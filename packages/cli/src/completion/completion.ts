/** A word that may stand where the cursor is. */
export interface Candidate {
  word: string
  /** What it means, in one line. */
  about?: string | undefined
}

export interface Words {
  words: readonly Candidate[]
  /** Whether more may follow without a blank. */
  open?: boolean
}

/** What a shell offers; files and folders it finds itself. */
export type Completion = Words | 'files' | 'folders'

export const NOTHING: Words = { words: [] }
