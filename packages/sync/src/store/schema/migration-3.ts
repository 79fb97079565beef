import type { Migration } from './migration.js'

/** What a summary says, and a transcript that came as one text: turns have an index of their own. */
const wordsOf = (row: string) =>
  `coalesce(${row}.analysis_summary, '') || ' ' || CASE WHEN coalesce(${row}.turn_count, 0) = 0 THEN coalesce(${row}.transcript_text, '') ELSE '' END`

const hasWords = (row: string) =>
  `(${row}.analysis_summary IS NOT NULL OR (${row}.transcript_text IS NOT NULL AND coalesce(${row}.turn_count, 0) = 0))`

/** Of a call in Postgres, as the index has it: a statement that names it is answered by the index. */
export const CALL_WORDS_VECTOR = `to_tsvector('simple', left(${wordsOf('calls')}, 100000))`
export const CALL_HAS_WORDS = hasWords('calls')

const REMOVE = `INSERT INTO calls_text (calls_text, rowid, words) SELECT 'delete', old.rowid, ${wordsOf('old')} WHERE ${hasWords('old')};`
const ADD = `INSERT INTO calls_text (rowid, words) SELECT new.rowid, ${wordsOf('new')} WHERE ${hasWords('new')};`

/** Lets a reader follow the copy, and search the words of calls that no turn has. */
export const migration3: Migration = {
  tables: `
CREATE INDEX calls_written ON calls (written_at);
CREATE INDEX erased_by_time ON erased (erased_at);
`,
  // An index of words without the words themselves, which are in `calls`.
  sqlite: `
CREATE VIRTUAL TABLE calls_text USING fts5(words, content='', tokenize='unicode61');
INSERT INTO calls_text (calls_text, rank) VALUES ('secure-delete', 1);
INSERT INTO calls_text (rowid, words) SELECT rowid, ${wordsOf('calls')} FROM calls WHERE ${hasWords('calls')};
CREATE TRIGGER calls_text_inserted AFTER INSERT ON calls WHEN ${hasWords('new')} BEGIN
  ${ADD}
END;
CREATE TRIGGER calls_text_deleted AFTER DELETE ON calls WHEN ${hasWords('old')} BEGIN
  ${REMOVE}
END;
CREATE TRIGGER calls_text_updated AFTER UPDATE ON calls
WHEN (${hasWords('old')} OR ${hasWords('new')}) AND (${hasWords('old')} IS NOT ${hasWords('new')} OR ${wordsOf('old')} IS NOT ${wordsOf('new')}) BEGIN
  ${REMOVE}
  ${ADD}
END;
`,
  postgres: `
CREATE INDEX calls_text ON calls USING gin (${CALL_WORDS_VECTOR}) WHERE ${CALL_HAS_WORDS};
`,
}
