/** A reader of the read models, as any process: it asks without a pause, and says what no reader may ever see. */
import { setTimeout } from 'node:timers/promises';
import { readPosition } from '#read-models/database';
import { ReadModelReader } from '#read-models/read-model-reader';

export interface AskingPlan {
  readonly directory: string;
}

interface Seen {
  readonly position: string;
  readonly projects: number;
  readonly listed: number;
}

const { directory } = JSON.parse(process.argv[2] ?? '') as AskingPlan;
const reader = new ReadModelReader(directory);
let stopped = false;
process.once('SIGTERM', () => (stopped = true));

/** One question: all that it reads is of one moment. */
function ask(): Seen {
  const { db } = reader;
  db.exec('BEGIN');
  try {
    const count = (table: string): number => Number(db.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.['n']);
    return { position: readPosition(db) ?? '', projects: count('figures_project'), listed: count('projects_state') };
  } finally {
    db.exec('COMMIT');
  }
}

function faultOf(before: Seen, now: Seen): string | null {
  if (now.position < before.position) return `position ${now.position} after ${before.position}`;
  if (now.projects < before.projects) return `${now.projects} projects after ${before.projects}`;
  return now.projects === now.listed ? null : `${now.projects} projects in the figures, ${now.listed} in the list`;
}

let before: Seen = { position: '', projects: 0, listed: 0 };
let asked = 0;
process.stdout.write('ready\n');
for (; !stopped; await setTimeout(1)) {
  try {
    const now = ask();
    const fault = faultOf(before, now);
    if (fault !== null) process.stdout.write(`fault ${fault}\n`);
    before = now;
    asked += 1;
  } catch (error) {
    process.stdout.write(`fault ${String(error)}\n`);
  }
}
process.stdout.write(`asked ${asked}\n`);
reader.close();
