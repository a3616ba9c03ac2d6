import { join } from 'node:path';
import { Commands } from '#commands/handle';
import { type Clock, vietnamDay } from '#commands/clock';
import { projectKind } from '#commands/stream-kind';
import type { Step } from '#commands/decide-steps';
import { ConcurrencyConflict, type EventLog, type RecordedEvent } from '#event-log/event-log';
import { SqliteLog } from '#event-log/sqlite-log';
import { verifyLog } from '#event-log/verify';
import type { ProjectCommand } from '#lifecycle/project/project.decider';
import { Refusal } from '#lifecycle/refusal';
import { chance } from '#testkit/project-life';
import { beginning, commandId, projectId, streamOf, workOn } from '../load/command-work.ts';
import { acrossTimeZones } from './clock-zones.ts';
import { checkReadModels } from './kill-check.ts';
import { Findings, type ProofOptions, type ProofResult } from './proof-result.ts';
import { restamping } from './restamping-log.ts';

const HANDLERS = 4;
const PROJECTS = 6;
/** Just before midnight in Vietnam on New Year's Eve: a small step changes day, month and year. */
const BEGIN = Date.parse('2026-12-31T16:59:30.000Z');
const DAY_MS = 86_400_000;
const CONTROL_PIECES = 200;

/** Steps as hosts make them: slewing, a corrected drift, an hour too many, a wrong day; and most often nothing but time passing. */
const STEPS_MS = [-DAY_MS, DAY_MS, -3_600_000, 3_600_000, -1_500, 1_500, -1, 0, 0] as const;

/** A host's clock: passes by itself and is set to and fro. */
class JumpingClock implements Clock {
  #ms = BEGIN;

  constructor(private readonly random: () => number) {}

  now(): string {
    this.#ms += 5 + Math.floor(this.random() * 40);
    if (this.random() < 0.1) this.#ms += STEPS_MS[Math.floor(this.random() * STEPS_MS.length)] as number;
    return new Date(this.#ms).toISOString();
  }
}

/** Clocks that disagree and jump by up to a day and back, on hosts of several time zones: order and days stay what they are. */
export async function clockProof({ n, seed, folder, say }: ProofOptions): Promise<ProofResult> {
  const findings = new Findings();
  const random = chance(seed);
  const file = join(folder, 'log.sqlite');
  const log = await SqliteLog.open({ file, program: 'proof clock' });
  await work(log, n, { random, findings });
  await checkTimes(log, findings);
  await log.close();
  const { ok, firstBad } = await verifyLog(file);
  if (!ok) findings.add('violations', `the log is broken: ${JSON.stringify(firstBad)}`);
  await checkReadModels(file, join(folder, 'read-models'), findings);
  say(`${n} commands under jumping clocks: ${findings.violations} violations`);
  const zones = await acrossTimeZones(join(folder, 'zones'), findings, say);
  const control = (await unclampedIsFound(folder, random)) && zones.differ ? 'caught' : 'missed';
  const { lost, doubled, violations, details } = findings;
  return { proof: 'clock', attempts: n + zones.attempts, lost, doubled, violations, control, details };
}

interface Work {
  readonly random: () => number;
  readonly findings: Findings;
  /** What each handler writes to; the log itself when absent. */
  readonly through?: (log: EventLog, clock: Clock) => EventLog;
}

/** Handlers with clocks of their own work on the same projects; each says what it does on the day that its clock shows. */
async function work(log: EventLog, pieces: number, { random, findings, through = (same) => same }: Work): Promise<void> {
  const handlers = Array.from({ length: HANDLERS }, () => {
    const clock = new JumpingClock(random);
    return { clock, commands: new Commands(through(log, clock), clock) };
  });
  const any = () => handlers[Math.floor(random() * HANDLERS)] as (typeof handlers)[number];
  for (let project = 0; project < PROJECTS; project++) await any().commands.handleAll(projectKind, streamOf(project), beginning(project));
  const once = async (piece: number): Promise<void> => {
    const { clock, commands } = any();
    const project = piece % PROJECTS;
    const steps = piece % 3 === 0 ? [noteOn(project, piece)] : workOn(project, `clock ${piece}`);
    const occurredOn = vietnamDay(clock.now());
    const today = steps.map(({ command, trace }) => ({ command: { ...command, occurredOn }, trace }));
    await commands.handleAll(projectKind, streamOf(project), today);
  };
  for (let from = 0; from < pieces; from += HANDLERS) {
    const some = Array.from({ length: Math.min(HANDLERS, pieces - from) }, (_, offset) => from + offset);
    await Promise.all(some.map((piece) => once(piece).catch((error: unknown) => answered(error, findings))));
  }
}

/** To a clock that is behind, another's day lies in the future or its own before the last act's; a race may be lost. All else is a fault. */
function answered(error: unknown, findings: Findings): void {
  if (error instanceof Refusal && ['in-the-future', 'date-order'].includes(error.code)) return;
  if (error instanceof ConcurrencyConflict) return;
  findings.add('violations', error instanceof Error ? error.message : String(error));
}

function noteOn(project: number, piece: number): Step<ProjectCommand> {
  const by = { projectId: projectId(project), actor: 'u-4f1c2a90', role: 'appraisal-officer', onBehalfOf: 'so-cong-thuong' } as const;
  return {
    command: { ...by, occurredOn: '', type: 'AddNote', about: 'record', text: `Đã gọi lần ${piece}`, audience: 'shared' },
    trace: { commandId: commandId(`note ${piece}`), correlationId: commandId(`note of ${piece}`) },
  };
}

/** Within a stream time never goes back, so what was known at the end of any day is a beginning of it; nothing happened after it was recorded. */
async function checkTimes(log: EventLog, findings: Findings): Promise<void> {
  for (let project = 0; project < PROJECTS; project++) {
    let last: RecordedEvent | null = null;
    for (const event of await log.readStream(streamOf(project), { limit: 5_000 })) {
      const [recordedAt, before] = [event.meta['recordedAt'] as string, last?.meta['recordedAt'] ?? ''];
      if (recordedAt < before) findings.add('violations', `${event.stream} ${event.revision}: recorded at ${recordedAt} after ${before}`);
      if (vietnamDay(recordedAt) < (event.meta['occurredOn'] as string))
        findings.add('violations', `${event.stream} ${event.revision}: recorded on the day before it happened`);
      last = event;
    }
  }
}

/** Control: handlers that stamp events with whatever their clock says are found out. */
async function unclampedIsFound(folder: string, random: () => number): Promise<boolean> {
  const findings = new Findings();
  const log = await SqliteLog.open({ file: join(folder, 'control.sqlite'), program: 'proof clock' });
  await work(log, CONTROL_PIECES, { random, findings, through: restamping }).catch((error: unknown) => answered(error, findings));
  await log.close();
  return findings.violations > 0;
}
