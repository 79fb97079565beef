import { CALL_HAS_WORDS, CALL_WORDS_VECTOR } from '../../store/schema/migration-3.js'
import type { Dialect } from '../../store/store.js'
import { isBeginning } from './search.js'

/** The keys of the calls in whose turns, summary or text a word is found: a statement with the parameter that `wordParameter` makes of the word. */
export const WORD_STATEMENTS: { readonly [Which in Dialect]: (parameter: string) => string } = {
  sqlite: (parameter) =>
    `SELECT turns.key FROM turns_text JOIN turns ON turns.rowid = turns_text.rowid WHERE turns_text MATCH ${parameter}
UNION SELECT calls.key FROM calls_text JOIN calls ON calls.rowid = calls_text.rowid WHERE calls_text MATCH ${parameter}`,
  postgres: (parameter) =>
    `SELECT key FROM turns WHERE to_tsvector('simple', left(text, 100000)) @@ to_tsquery('simple', ${parameter})
UNION SELECT key FROM calls WHERE ${CALL_HAS_WORDS} AND ${CALL_WORDS_VECTOR} @@ to_tsquery('simple', ${parameter})`,
}

/** A word, which holds letters and digits alone, in the store's own language of searches. */
export const wordParameter = (dialect: Dialect, word: string): string =>
  dialect === 'sqlite' ? `"${word}"${isBeginning(word) ? '*' : ''}` : `'${word}'${isBeginning(word) ? ':*' : ''}`
