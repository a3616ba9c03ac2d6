/**
 * What the clock needs to know, folded from the log: tracks of projects, their open obligations, who is reminded, the calendar, the rules,
 * and what was claimed and sent. Disposable. `wake_on` is the day on which somebody must look: an idle sweep finds an empty index.
 */
export const CLOCK_VERSION = 1;

export const CLOCK_TABLES = `
  CREATE TABLE clock_ground (kind TEXT NOT NULL, scope TEXT NOT NULL, data TEXT NOT NULL, PRIMARY KEY (kind, scope)) STRICT, WITHOUT ROWID;
  CREATE TABLE clock_contact (person TEXT PRIMARY KEY, data TEXT NOT NULL, feed TEXT) STRICT, WITHOUT ROWID;
  CREATE TABLE clock_read (person TEXT NOT NULL, delivery TEXT NOT NULL, PRIMARY KEY (person, delivery)) STRICT, WITHOUT ROWID;
  CREATE TABLE clock_project (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    code TEXT NOT NULL,
    scope TEXT NOT NULL,
    source TEXT NOT NULL,
    unit TEXT,
    contract TEXT,
    turn_on TEXT,
    track TEXT NOT NULL
  ) STRICT;
  CREATE TABLE clock_contract (contract TEXT PRIMARY KEY, last_acceptance TEXT) STRICT, WITHOUT ROWID;
  CREATE TABLE clock_obligation (
    project INTEGER NOT NULL,
    key TEXT NOT NULL,
    kind TEXT NOT NULL,
    started_on TEXT NOT NULL,
    started_by TEXT NOT NULL,
    actor TEXT NOT NULL,
    due TEXT NOT NULL,
    unit TEXT NOT NULL,
    paused INTEGER NOT NULL,
    holder TEXT NOT NULL,
    pays INTEGER NOT NULL,
    rule TEXT NOT NULL,
    calendar TEXT,
    first_on TEXT,
    wake_on TEXT,
    turn INTEGER NOT NULL,
    PRIMARY KEY (project, key)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE clock_move (
    project INTEGER NOT NULL,
    key TEXT NOT NULL,
    n INTEGER NOT NULL,
    due_before TEXT NOT NULL,
    due TEXT NOT NULL,
    at TEXT NOT NULL,
    notice TEXT,
    event TEXT,
    PRIMARY KEY (project, key, n)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE clock_ended (
    project INTEGER NOT NULL,
    key TEXT NOT NULL,
    kind TEXT NOT NULL,
    due TEXT NOT NULL,
    holder TEXT NOT NULL,
    rule TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (project, key)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE clock_task (n INTEGER PRIMARY KEY, on_day TEXT NOT NULL, task TEXT NOT NULL, after INTEGER NOT NULL, UNIQUE (on_day, task)) STRICT;
  CREATE TABLE clock_step (
    project TEXT NOT NULL,
    obligation TEXT NOT NULL,
    due TEXT NOT NULL,
    recipient TEXT NOT NULL,
    step TEXT NOT NULL,
    channel TEXT NOT NULL,
    delivery TEXT NOT NULL,
    PRIMARY KEY (project, obligation, due, recipient, step, channel)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE clock_delivery (
    stream TEXT PRIMARY KEY,
    recipient TEXT NOT NULL,
    day TEXT NOT NULL,
    channel TEXT NOT NULL,
    status TEXT NOT NULL,
    message_id TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    claimed_by TEXT NOT NULL,
    claimed_at TEXT NOT NULL,
    items TEXT NOT NULL,
    left_out TEXT NOT NULL,
    outcome TEXT,
    outcome_at TEXT,
    retry_at TEXT,
    resend TEXT,
    next_at TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE clock_suppressed (
    project INTEGER NOT NULL,
    key TEXT NOT NULL,
    recipient TEXT NOT NULL,
    audience TEXT NOT NULL,
    due TEXT NOT NULL,
    step TEXT NOT NULL,
    why TEXT NOT NULL,
    PRIMARY KEY (project, key, recipient, audience)
  ) STRICT, WITHOUT ROWID;`;

export const CLOCK_INDEXES = `
  CREATE INDEX clock_project_contract ON clock_project (contract) WHERE contract IS NOT NULL;
  CREATE INDEX clock_project_code ON clock_project (code);
  CREATE INDEX clock_project_scope ON clock_project (scope);
  CREATE INDEX clock_project_turn ON clock_project (turn_on) WHERE turn_on IS NOT NULL;
  CREATE INDEX clock_obligation_wake ON clock_obligation (wake_on, due) WHERE wake_on IS NOT NULL;
  CREATE INDEX clock_obligation_working ON clock_obligation (due) WHERE unit = 'working';
  CREATE INDEX clock_ended_at ON clock_ended (at);
  CREATE INDEX clock_step_recipient ON clock_step (recipient, due);
  CREATE INDEX clock_delivery_next ON clock_delivery (next_at) WHERE next_at IS NOT NULL;
  CREATE INDEX clock_delivery_recipient ON clock_delivery (recipient, day);
  CREATE INDEX clock_delivery_outcome ON clock_delivery (status, outcome_at, stream)`;
