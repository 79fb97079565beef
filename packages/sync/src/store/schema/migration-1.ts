import type { Migration } from './migration.js'

// Types in angle brackets are replaced by those of the store. A migration is never changed once it was released: the next one is a file of its own.
export const migration1: Migration = {
  tables: `
CREATE TABLE sources (
  id <text> PRIMARY KEY,
  provider <text> NOT NULL,
  base_url <text> NOT NULL,
  identity <text> NOT NULL,
  facts <json> NOT NULL,
  watermark <stamp>,
  newest_call <stamp>,
  covered_since <stamp>,
  whole_list_at <stamp>,
  read_again <text>,
  noted_parts <text>,
  last_pass_at <stamp>
);

CREATE TABLE passes (
  id <serial> PRIMARY KEY,
  source <text> NOT NULL,
  started_at <stamp> NOT NULL,
  ended_at <stamp>,
  since <stamp>,
  strict <boolean> NOT NULL,
  outcome <text> NOT NULL,
  error <text>,
  state <json>,
  requests <integer> NOT NULL,
  rows <integer> NOT NULL,
  calls <integer> NOT NULL,
  written <integer> NOT NULL,
  bad <integer> NOT NULL,
  missing <integer> NOT NULL,
  contradictory <integer> NOT NULL,
  gone <integer>
);
CREATE INDEX passes_by_source ON passes (source, id);

CREATE TABLE calls (
  key <text> PRIMARY KEY,
  provider <text> NOT NULL,
  source <id> NOT NULL,
  id <text> NOT NULL,
  occurred_at <stamp>,
  status <text> NOT NULL,
  raw_status <text>,
  is_final <boolean> NOT NULL,
  direction <text> NOT NULL,
  channel <text> NOT NULL,
  is_test <boolean>,
  customer_number <text>,
  agent_number <text>,
  from_number <text>,
  to_number <text>,
  agent_id <text>,
  agent_name <text>,
  campaign_id <text>,
  campaign_name <text>,
  contact_id <text>,
  contact_name <text>,
  contact_email <text>,
  duration_seconds <number>,
  cost_amount <decimal>,
  cost_unit <text>,
  answered_by <text>,
  end_reason_code <text>,
  end_reason_raw <text>,
  created_at <stamp>,
  started_at <stamp>,
  ended_at <stamp>,
  updated_at <stamp>,
  carrier_id <text>,
  recording_url <text>,
  transcript_text <text>,
  analysis_summary <text>,
  analysis_successful <boolean>,
  analysis_sentiment <text>,
  raw <json>,
  raw_detail <json>,
  turn_count <integer>,
  turns_fingerprint <text>,
  row_parts <text> NOT NULL,
  fetched_parts <text> NOT NULL,
  list_rank <integer> NOT NULL,
  digits_1 <text>,
  digits_2 <text>,
  other_occurred_at <stamp>,
  written_at <stamp> NOT NULL,
  gone_at <stamp>
);
CREATE INDEX calls_by_time ON calls (occurred_at <newest>, source, list_rank);
CREATE INDEX calls_by_source ON calls (source, occurred_at <newest>, list_rank);
CREATE INDEX calls_by_agent ON calls (agent_id, occurred_at <newest>, source, list_rank);
CREATE INDEX calls_by_digits_1 ON calls (digits_1, occurred_at <newest>, source, list_rank) WHERE digits_1 IS NOT NULL;
CREATE INDEX calls_by_digits_2 ON calls (digits_2, occurred_at <newest>, source, list_rank) WHERE digits_2 IS NOT NULL;
CREATE INDEX calls_ambiguous ON calls (other_occurred_at) WHERE other_occurred_at IS NOT NULL;
CREATE INDEX calls_open ON calls (source, occurred_at) WHERE NOT is_final;

CREATE TABLE turns (
  key <text> NOT NULL,
  position <integer> NOT NULL,
  speaker <text> NOT NULL,
  text <text> NOT NULL,
  at <stamp>,
  PRIMARY KEY (key, position)
);

CREATE TABLE parts (
  key <text> NOT NULL,
  part <text> NOT NULL,
  source <text> NOT NULL,
  state <text> NOT NULL,
  attempts <integer> NOT NULL,
  first_asked_at <stamp>,
  due_at <stamp>,
  reason <text>,
  file <text>,
  bytes <integer>,
  content_type <text>,
  PRIMARY KEY (key, part)
);
CREATE INDEX parts_due ON parts (source, due_at) WHERE due_at IS NOT NULL;

CREATE TABLE bad_rows (
  source <text> NOT NULL,
  fingerprint <text> NOT NULL,
  id <text>,
  reasons <json> NOT NULL,
  raw <json> NOT NULL,
  first_seen_at <stamp> NOT NULL,
  last_seen_at <stamp> NOT NULL,
  PRIMARY KEY (source, fingerprint)
);
CREATE INDEX bad_rows_by_id ON bad_rows (source, id) WHERE id IS NOT NULL;

CREATE TABLE erased (
  key <text> PRIMARY KEY,
  erased_at <stamp> NOT NULL
);

CREATE TABLE seen_calls (
  source <text> NOT NULL,
  id <text> NOT NULL,
  PRIMARY KEY (source, id)
);

CREATE TABLE locks (
  source <text> PRIMARY KEY,
  holder <text> NOT NULL,
  host <text> NOT NULL,
  process <integer> NOT NULL
);

CREATE VIEW calls_per_day AS
SELECT <day> AS day, source, provider, status, count(*) AS calls, sum(duration_seconds) / 60 AS minutes,
  count(*) - count(duration_seconds) AS without_duration
FROM calls WHERE gone_at IS NULL
GROUP BY 1, 2, 3, 4;

CREATE VIEW agents AS
SELECT source, provider, agent_id, max(agent_name) AS agent_name, count(*) AS calls, sum(duration_seconds) / 60 AS minutes,
  min(occurred_at) AS first_call_at, max(occurred_at) AS last_call_at
FROM calls WHERE gone_at IS NULL AND (agent_id IS NOT NULL OR agent_name IS NOT NULL)
GROUP BY source, provider, agent_id, CASE WHEN agent_id IS NULL THEN agent_name END;

CREATE VIEW costs AS
SELECT <day> AS day, source, provider, agent_id, cost_unit, count(*) AS calls, <amount> AS amount
FROM calls WHERE gone_at IS NULL AND cost_amount IS NOT NULL
GROUP BY 1, 2, 3, 4, 5;
`,
  sqlite: `
CREATE VIRTUAL TABLE turns_text USING fts5(text, content='turns', content_rowid='rowid', tokenize='unicode61');
INSERT INTO turns_text (turns_text, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER turns_inserted AFTER INSERT ON turns BEGIN
  INSERT INTO turns_text (rowid, text) VALUES (new.rowid, new.text);
END;
CREATE TRIGGER turns_deleted AFTER DELETE ON turns BEGIN
  INSERT INTO turns_text (turns_text, rowid, text) VALUES ('delete', old.rowid, old.text);
END;
CREATE TRIGGER turns_updated AFTER UPDATE ON turns BEGIN
  INSERT INTO turns_text (turns_text, rowid, text) VALUES ('delete', old.rowid, old.text);
  INSERT INTO turns_text (rowid, text) VALUES (new.rowid, new.text);
END;
`,
  // Words of more than a megabyte cannot be indexed, and would refuse the whole page.
  postgres: `
CREATE INDEX turns_text ON turns USING gin (to_tsvector('simple', left(text, 100000)));
`,
}
