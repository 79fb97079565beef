import type { Migration } from './migration.js'

/** Where a turn begins in its call. Nobody knows it of turns that are there already. */
export const migration4: Migration = {
  tables: `
ALTER TABLE turns ADD COLUMN offset_seconds <number>;
`,
  sqlite: '',
  postgres: '',
}
