import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { packageRoot } from '#config/package-root';
import { SqliteLog } from '#event-log/sqlite-log';
import { verifyLog } from '#event-log/verify';
import { chance } from '#testkit/project-life';
import { type Ended, Served } from '../api/served.ts';
import { Findings, type ProofOptions, type ProofResult } from './proof-result.ts';
import { NoteClient, type Place, type StopCounts } from './stop-client.ts';

const CLIENTS = 8;
/** Stops that one log lives through: keeps the check after each short. */
const STOPS_PER_LOG = 20;
/** Longest work between two stops, in milliseconds. */
const WORK_MAX_MS = 300;
/** Share of the stops by Ctrl+C, and of those told twice. */
const BY_INTERRUPT = 0.3;
const TOLD_TWICE = 0.2;
/** Above the server's own limit for what is in flight. */
const STOP_MAX_MS = 25_000;
const CONTROL_STOPS = 40;

/** `sound` is the product. The others are broken on purpose: it exits as soon as it is told to; and besides, its repeats cannot be known. */
type Variant = 'sound' | 'exits-at-once' | 'fresh-keys';

/** SIGTERM and SIGINT at random moments under load: each stop is clean, every acknowledgement holds, every repeat is known. */
export async function stopProof({ n, seed, folder, say }: ProofOptions): Promise<ProofResult> {
  const findings = new Findings();
  const counts: StopCounts = { answered: 0, unanswered: 0, known: 0, turnedAway: 0 };
  const random = chance(seed);
  for (let done = 0; done < n; done += STOPS_PER_LOG) {
    const stops = Math.min(STOPS_PER_LOG, n - done);
    await live({ folder: join(folder, `log-${done}`), stops, random, variant: 'sound', findings, counts });
    say(
      `${done + stops}/${n} stops, ${counts.answered} answered, ${counts.unanswered} cut off and repeated, ${findings.violations} violations`,
    );
  }
  const caught = async (variant: Variant, fault: 'doubled' | 'violations'): Promise<boolean> => {
    const found = new Findings();
    const until = () => found[fault] > 0;
    const own = { answered: 0, unanswered: 0, known: 0, turnedAway: 0 };
    await live({ folder: join(folder, variant), stops: CONTROL_STOPS, random, variant, findings: found, counts: own, until });
    say(`control ${variant}: ${found.doubled} doubled, ${found.violations} violations`);
    return found[fault] > 0;
  };
  const control = (await caught('exits-at-once', 'violations')) && (await caught('fresh-keys', 'doubled')) ? 'caught' : 'missed';
  const { lost, doubled, violations } = findings;
  const summary = `${counts.answered} notes answered, ${counts.turnedAway} turned away, ${counts.unanswered} cut off and repeated (${counts.known} of them had been done)`;
  return { proof: 'stop', attempts: n, lost, doubled, violations, control, details: [summary, ...findings.details] };
}

interface Life {
  readonly folder: string;
  readonly stops: number;
  readonly random: () => number;
  readonly variant: Variant;
  readonly findings: Findings;
  readonly counts: StopCounts;
  /** Ends it early. */
  readonly until?: () => boolean;
}

async function live({ folder, stops, random, variant, findings, counts, until }: Life): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const place: Place = { url: '' };
  const clients = Array.from(
    { length: CLIENTS },
    (_, n) => new NoteClient(n, { place, counts, findings, freshKeys: variant === 'fresh-keys' }),
  );
  for (let stop = 0; stop <= stops && !until?.(); stop++) {
    const server = await Served.start([], { TIENDO_DATA: folder, TIENDO_RATE_MAX: '0', ...withFault(variant) });
    place.url = server.url;
    if (stop === 0) await Promise.all(clients.map((client) => client.begin()));
    const working = Promise.all(clients.map((client) => client.work()));
    await setTimeout(random() * WORK_MAX_MS);
    const ended = await told(server, random, findings);
    for (const client of clients) client.stop();
    await working;
    checkEnd(ended, join(folder, 'log.sqlite'), findings);
    await checkNotes(join(folder, 'log.sqlite'), clients, findings);
  }
}

const EXIT_AT_ONCE = pathToFileURL(join(packageRoot(), 'dist/test/faults/exit-at-once.js')).href;

const withFault = (variant: Variant): Readonly<Record<string, string>> =>
  variant === 'sound' ? {} : { NODE_OPTIONS: `--import=${EXIT_AT_ONCE}` };

async function told(server: Served, random: () => number, findings: Findings): Promise<Ended> {
  const ended = server.stop(random() < BY_INTERRUPT ? 'SIGINT' : 'SIGTERM');
  if (random() < TOLD_TWICE) void server.stop('SIGTERM');
  const late = new AbortController();
  const tooLong = setTimeout(STOP_MAX_MS, null, { signal: late.signal }).catch(() => null);
  const first = await Promise.race([ended, tooLong]);
  late.abort();
  if (first !== null) return first;
  findings.add('violations', `still there ${STOP_MAX_MS} ms after it was told to stop`);
  return server.stop('SIGKILL');
}

function checkEnd({ code, signal, stderr }: Ended, file: string, findings: Findings): void {
  if (code !== 0 || signal !== null) findings.add('violations', `it ended with code ${code}, signal ${signal}`);
  if (stderr !== '') findings.add('violations', `it complained: ${stderr.slice(0, 300)}`);
  for (const left of ['-wal', '-shm'].filter((suffix) => existsSync(`${file}${suffix}`)))
    findings.add('violations', `log.sqlite${left} was left behind: the log was not closed`);
}

async function checkNotes(file: string, clients: readonly NoteClient[], findings: Findings): Promise<void> {
  const { ok, firstBad } = await verifyLog(file);
  if (!ok) findings.add('violations', `the log is broken: ${JSON.stringify(firstBad)}`);
  const log = await SqliteLog.open({ file, readOnly: true });
  for (const client of clients) {
    const times = new Map<string, number>();
    for (let from = 0, more = true; more;) {
      const events = await log.readStream(client.stream, { from, limit: 5_000 });
      for (const { data } of events) {
        const text = String(data['text'] ?? '');
        if (text.startsWith('client ')) times.set(text, (times.get(text) ?? 0) + 1);
      }
      [from, more] = [from + events.length, events.length === 5_000];
    }
    for (let note = 0; note < client.acknowledged; note++)
      if (!times.has(`client ${client.number} note ${note}`)) findings.add('lost', `client ${client.number}, note ${note}`);
    for (const [text, count] of times) if (count > 1) findings.add('doubled', `${text}: ${count} times`);
  }
  await log.close();
}
