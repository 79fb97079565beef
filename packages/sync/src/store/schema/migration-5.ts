import type { Migration } from './migration.js'

/** What web hooks told: which sources get them, and the calls that they are about. */
export const migration5: Migration = {
  tables: `
CREATE TABLE receivers (
  source <text> PRIMARY KEY,
  since <stamp> NOT NULL,
  seen_at <stamp> NOT NULL,
  other <integer> NOT NULL,
  refused <integer> NOT NULL,
  given_up <integer> NOT NULL,
  fetches <integer> NOT NULL
);

CREATE TABLE hooks (
  key <text> PRIMARY KEY,
  source <text> NOT NULL,
  id <text> NOT NULL,
  received <integer> NOT NULL,
  event <text>,
  first_received_at <stamp>,
  last_received_at <stamp>,
  due_at <stamp>,
  attempts <integer> NOT NULL,
  reason <text>,
  fetched_at <stamp>,
  fetch_number <integer>,
  missed_at <stamp>
);
CREATE INDEX hooks_due ON hooks (source, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX hooks_missed ON hooks (source) WHERE received = 0;
`,
  sqlite: '',
  postgres: '',
}
