import type { Migration } from './migration.js'

/** How far a pass is, and what it waits for, for whoever looks on from another process. */
export const migration2: Migration = {
  tables: `
ALTER TABLE passes ADD COLUMN total <integer>;
ALTER TABLE passes ADD COLUMN waits_until <stamp>;
ALTER TABLE passes ADD COLUMN waits_for <text>;
ALTER TABLE passes ADD COLUMN beat_at <stamp>;
`,
  sqlite: '',
  postgres: '',
}
