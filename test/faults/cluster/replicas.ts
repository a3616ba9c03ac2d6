import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { type EventLog, READ_EVENTS_MAX, type RecordedEvent } from '#event-log/event-log';
import { KurrentLog } from '#event-log/kurrentdb/kurrent-log';
import { verifyByReading } from '#event-log/verify-by-reading';
import { digest } from '#read-models/digest';
import { currentFile } from '#read-models/generations';
import { rebuild } from '#read-models/rebuild';
import { KurrentDouble } from '../../kurrentdb/kurrent-double.ts';
import { Findings, type ProofOptions } from '../proof-result.ts';
import { NoteClient, type StopCounts } from '../stop-client.ts';
import { befall } from './attack.ts';
import { LiveFollower } from './live-follower.ts';
import { Racers } from './racers.ts';
import { Replica } from './replica.ts';

const CLIENTS = 6;
/** How long replicas may take to reach the end of the log when all is well again, in milliseconds. */
const CATCH_UP_MS = 120_000;

/**
 * `sound` is the product. The others are broken on purpose: clients whose repeats cannot be known, a racer who does not take no for an
 * answer, a follower who comes back without his last id, and a row of one replica that is not what the log says.
 */
export type Variant = 'sound' | 'fresh-keys' | 'stubborn' | 'forgetful' | 'altered-row';

export interface ReplicasOptions extends Pick<ProofOptions, 'n' | 'folder' | 'say'> {
  readonly random: () => number;
  readonly variant?: Variant;
}

/**
 * Two replicas over one log, with officers writing through both, two of them racing for the same revisions, and one who follows each replica live, while
 * `n` faults befall replicas, server and connections. Then: every acknowledged note is in the log once; of two racers one came first; nobody who followed
 * missed or was told anything twice; the chains are whole; and the read models of both replicas are those of a clean build.
 */
export async function attackReplicas({ n, folder, say, random, variant = 'sound' }: ReplicasOptions): Promise<Findings> {
  const findings = new Findings();
  mkdirSync(folder, { recursive: true });
  const double = await KurrentDouble.start();
  const replicas = ['a', 'b'].map((name) => new Replica(name, { folder, log: double.address })) as [Replica, Replica];
  try {
    await Promise.all(replicas.map((replica) => replica.start()));
    const counts: StopCounts = { answered: 0, unanswered: 0, known: 0, turnedAway: 0 };
    const place = {
      get url(): string {
        const up = replicas.filter(({ isUp }) => isUp);
        return (up[Math.floor(random() * up.length)] ?? replicas[0]).url;
      },
    };
    const freshKeys = variant === 'fresh-keys';
    const clients = Array.from({ length: CLIENTS }, (_, number) => new NoteClient(number, { place, counts, findings, freshKeys }));
    const racers = new Racers(replicas, findings, variant === 'stubborn');
    await Promise.all([...clients.map((client) => client.begin()), racers.begin()]);
    const followers = replicas.map((replica) => new LiveFollower(replica, variant === 'forgetful'));
    while (followers.some(({ from }) => from === null)) await sleep(20);

    const working = Promise.all([...clients.map((client) => client.work()), racers.race()]);
    const befallen = await befall({ double, replicas, random }, n, (done) => {
      if (done % 20 === 0)
        say(`${done}/${n} faults, ${counts.answered} notes answered, ${racers.rounds} races, ${findings.violations} violations`);
    });
    double.faults.clear();
    for (const worker of [...clients, racers]) worker.stop();
    await working;

    const log = await KurrentLog.open({ address: double.address, program: 'proof cluster' });
    try {
      const events = await eventsOf(log);
      await caughtUp(replicas, followers, events, findings);
      for (const follower of followers) await follower.stop();
      checkNotes(events, clients, findings);
      checkRaces(events, racers, findings);
      for (const [replica, follower] of followers.entries()) checkFollowed(events, follower, `follower of replica ${replica}`, findings);
      const { ok, firstBad } = await verifyByReading(log);
      if (!ok) findings.add('violations', `a chain is broken: ${JSON.stringify(firstBad)}`);
      for (const replica of replicas) await replica.end('SIGTERM');
      if (variant === 'altered-row') alterRow(replicas[1]);
      await checkReadModels(log, replicas, folder, findings);
    } finally {
      await log.close();
    }
    const struck = [...befallen].map(([name, count]) => `${name} ×${count}`).join(', ');
    const told = followers.map(({ seen, breaks }) => `${seen.length} told over ${breaks} breaks`).join(' and ');
    say(`${variant}: ${struck}; ${counts.answered} notes answered (${counts.known} were known), ${racers.rounds} races, ${told}`);
  } finally {
    for (const replica of replicas) await replica.end('SIGKILL');
    await double.discard();
  }
  return findings;
}

async function eventsOf(log: EventLog): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for (;;) {
    const after = events.at(-1)?.position;
    const page = await log.readAll({ limit: READ_EVENTS_MAX, ...(after !== undefined && { after }) });
    events.push(...page);
    if (page.length === 0) return events;
  }
}

async function caughtUp(
  replicas: readonly Replica[],
  followers: readonly LiveFollower[],
  events: readonly RecordedEvent[],
  findings: Findings,
): Promise<void> {
  const head = events.at(-1)?.position ?? '';
  const behind = async () => [
    ...(await Promise.all(replicas.map(async (replica) => ((await replica.has(head)) ? [] : [`replica ${replica.name}`])))).flat(),
    ...followers.flatMap(({ seen }, index) => (seen.at(-1) === head ? [] : [`follower ${index}`])),
  ];
  for (const until = performance.now() + CATCH_UP_MS; performance.now() < until; await sleep(100))
    if ((await behind()).length === 0) return;
  findings.add('violations', `not at the end of the log after ${CATCH_UP_MS} ms: ${(await behind()).join(', ')}`);
}

/** How often each text of a stream's notes is there. */
function textsOf(events: readonly RecordedEvent[], stream: string): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const { data } of events.filter((event) => event.stream === stream && typeof event.data['text'] === 'string'))
    times.set(data['text'] as string, (times.get(data['text'] as string) ?? 0) + 1);
  return times;
}

function checkNotes(events: readonly RecordedEvent[], clients: readonly NoteClient[], findings: Findings): void {
  for (const { stream, number, acknowledged } of clients) {
    const times = textsOf(events, stream);
    for (let note = 0; note < acknowledged; note += 1)
      if (!times.has(`client ${number} note ${note}`)) findings.add('lost', `client ${number}, note ${note}`);
    for (const [text, count] of times) if (count > 1) findings.add('doubled', `${text}: ${count} times`);
  }
}

/** Each round leaves one note, whoever wrote it. */
function checkRaces(events: readonly RecordedEvent[], { stream, rounds }: Racers, findings: Findings): void {
  const notes = [...textsOf(events, stream)].flatMap(([text, count]) => Array.from({ length: count }, () => text.split(' racer')[0] ?? ''));
  const times = new Map<string, number>();
  for (const round of notes) times.set(round, (times.get(round) ?? 0) + 1);
  for (const [round, count] of times) if (count > 1) findings.add('doubled', `${round}: ${count} notes over one revision`);
  for (let round = 0; round < rounds; round += 1) if (!times.has(`round ${round}`)) findings.add('lost', `round ${round} of the race`);
}

function checkFollowed(events: readonly RecordedEvent[], { seen, from }: LiveFollower, who: string, findings: Findings): void {
  const wanted = events.map(({ position }) => position).filter((position) => position > (from ?? ''));
  const times = new Map<string, number>();
  for (const position of seen) times.set(position, (times.get(position) ?? 0) + 1);
  for (const position of wanted) if (!times.has(position)) findings.add('lost', `${who} was not told of ${position}`);
  for (const [position, count] of times) if (count > 1) findings.add('doubled', `${who} was told of ${position} ${count} times`);
  if (seen.some((position, index) => index > 0 && position < (seen[index - 1] ?? '')))
    findings.add('violations', `${who} was told out of order`);
}

async function checkReadModels(log: EventLog, replicas: readonly Replica[], folder: string, findings: Findings): Promise<void> {
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

function alterRow({ dataDir }: Replica): void {
  const db = new DatabaseSync(currentFile(join(dataDir, 'read-models')) as string);
  db.exec('UPDATE stream_revision SET revision = revision - 1 WHERE stream = (SELECT max(stream) FROM stream_revision)');
  db.close();
}
