import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type EventLog, READ_EVENTS_MAX, type RecordedEvent } from '#event-log/event-log';
import { verifyByReading } from '#event-log/verify-by-reading';
import { digest } from '#read-models/digest';
import { currentFile } from '#read-models/generations';
import { rebuild } from '#read-models/rebuild';
import type { Findings } from '../proof-result.ts';
import type { NoteClient } from '../stop-client.ts';
import type { LiveFollower } from './live-follower.ts';
import type { Racers } from './racers.ts';
import type { Replica } from './replica.ts';

/** The whole log. */
export async function eventsOf(log: EventLog): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for (;;) {
    const after = events.at(-1)?.position;
    const page = await log.readAll({ limit: READ_EVENTS_MAX, ...(after !== undefined && { after }) });
    events.push(...page);
    if (page.length === 0) return events;
  }
}

export async function checkChains(log: EventLog, findings: Findings): Promise<void> {
  const { ok, firstBad } = await verifyByReading(log);
  if (!ok) findings.add('violations', `a chain is broken: ${JSON.stringify(firstBad)}`);
}

/** How often each text of a stream's notes is there. */
function textsOf(events: readonly RecordedEvent[], stream: string): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const { data } of events.filter((event) => event.stream === stream && typeof event.data['text'] === 'string'))
    times.set(data['text'] as string, (times.get(data['text'] as string) ?? 0) + 1);
  return times;
}

/** Every acknowledged note is there, and none twice. */
export function checkNotes(events: readonly RecordedEvent[], clients: readonly NoteClient[], findings: Findings): void {
  for (const { stream, number, acknowledged } of clients) {
    const times = textsOf(events, stream);
    for (let note = 0; note < acknowledged; note += 1)
      if (!times.has(`client ${number} note ${note}`)) findings.add('lost', `client ${number}, note ${note}`);
    for (const [text, count] of times) if (count > 1) findings.add('doubled', `${text}: ${count} times`);
  }
}

/** Each round leaves one note, whoever wrote it. */
export function checkRaces(events: readonly RecordedEvent[], { stream, rounds }: Racers, findings: Findings): void {
  const notes = [...textsOf(events, stream)].flatMap(([text, count]) => Array.from({ length: count }, () => text.split(' racer')[0] ?? ''));
  const times = new Map<string, number>();
  for (const round of notes) times.set(round, (times.get(round) ?? 0) + 1);
  for (const [round, count] of times) if (count > 1) findings.add('doubled', `${round}: ${count} notes over one revision`);
  for (let round = 0; round < rounds; round += 1) if (!times.has(`round ${round}`)) findings.add('lost', `round ${round} of the race`);
}

/** Told of everything since it first came, once and in order. */
export function checkFollowed(events: readonly RecordedEvent[], { seen, from }: LiveFollower, who: string, findings: Findings): void {
  const wanted = events.map(({ position }) => position).filter((position) => position > (from ?? ''));
  const times = new Map<string, number>();
  for (const position of seen) times.set(position, (times.get(position) ?? 0) + 1);
  for (const position of wanted) if (!times.has(position)) findings.add('lost', `${who} was not told of ${position}`);
  for (const [position, count] of times) if (count > 1) findings.add('doubled', `${who} was told of ${position} ${count} times`);
  if (seen.some((position, index) => index > 0 && position < (seen[index - 1] ?? '')))
    findings.add('violations', `${who} was told out of order`);
}

export async function checkReadModels(log: EventLog, replicas: readonly Replica[], folder: string, findings: Findings): Promise<void> {
  const clean = join(folder, 'clean');
  mkdirSync(clean, { recursive: true });
  await rebuild({ log, directory: clean, compare: false });
  const wanted = digestOf(clean);
  for (const { name, dataDir } of replicas)
    if (digestOf(join(dataDir, 'read-models')) !== wanted)
      findings.add('violations', `the read models of replica ${name} differ from a clean build`);
}

function digestOf(directory: string): string {
  const db = new DatabaseSync(currentFile(directory) as string, { readOnly: true });
  try {
    return digest(db);
  } finally {
    db.close();
  }
}

/** As if an event had been passed over. */
export function alterRow({ dataDir }: Replica): void {
  const db = new DatabaseSync(currentFile(join(dataDir, 'read-models')) as string);
  db.exec('UPDATE stream_revision SET revision = revision - 1 WHERE stream = (SELECT max(stream) FROM stream_revision)');
  db.close();
}
