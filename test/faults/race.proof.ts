import { join } from 'node:path';
import type { EventLog } from '#event-log/event-log';
import { SqliteLog } from '#event-log/sqlite-log';
import { verifyLog } from '#event-log/verify';
import { chance } from '#testkit/project-life';
import { blind } from './blind-log.ts';
import { byCommand, raceCodes } from './code-race.ts';
import { racePlan } from './plan-race.ts';
import { raceCeiling, WANTED } from './plan-race-ceiling.ts';
import { raceProcesses } from './process-race.ts';
import { raceProjects } from './project-race.ts';
import { Findings, type ProofOptions, type ProofResult } from './proof-result.ts';

/** Commands that race at a time, in one log of their own. */
const ROUND = 500;
/** Projects of a plan in the control: rivals for each of them. */
const CONTROL_PROJECTS = 40;

/**
 * Commands that race for the same streams: in one process through handlers that know nothing of each other, for project codes, for the members
 * of one plan and for its money, and from several processes. Each takes effect exactly once and no chain forks.
 */
export async function raceProof({ n, seed, folder, say }: ProofOptions): Promise<ProofResult> {
  const findings = new Findings();
  const race = { random: chance(seed), findings };
  let attempts = 0;
  for (let round = 0; attempts < n; round++) {
    const size = Math.min(ROUND, n - attempts);
    const file = join(folder, `round-${round}.sqlite`);
    attempts += await withLog(file, (log) => raceProjects(log, Math.ceil(size / 2), race));
    attempts += await withLog(file, (log) => raceCodes([log], Math.ceil(size / 10), race));
    attempts += await withLog(file, (log) => racePlan(log, Math.ceil(size / 6), race));
    for (let plan = 0; plan < Math.ceil(size / 10 / WANTED); plan++)
      attempts += await withLog(file, (log) => raceCeiling(log, `ceiling-${plan}`, race));
    await verified(file, findings);
    say(`${attempts}/${n} racing commands, ${findings.lost} lost, ${findings.doubled} doubled, ${findings.violations} other violations`);
  }
  const shared = join(folder, 'processes.sqlite');
  attempts += await raceProcesses(shared, Math.min(n, ROUND), findings);
  await verified(shared, findings);
  const { lost, doubled, violations, details } = findings;
  return { proof: 'race', attempts, lost, doubled, violations, control: await control(folder, race.random, say), details };
}

/** The same race on a log that does not look at the expected revision, and for codes that do not name their streams. */
async function control(folder: string, random: () => number, say: (line: string) => void): Promise<'caught' | 'missed'> {
  const findings = new Findings();
  const overdrawn = new Findings();
  const codes = new Findings();
  await withLog(join(folder, 'control.sqlite'), async (log) => {
    await racePlan(blind(log), CONTROL_PROJECTS, { random, findings });
    await raceCeiling(blind(log), 'control', { random, findings: overdrawn });
    await raceCodes([log], CONTROL_PROJECTS, { random, findings: codes }, byCommand);
  });
  say(`control without expected revision: ${findings.doubled} doubled, ${overdrawn.violations} plans overdrawn`);
  say(`control with ids of commands: ${codes.doubled} codes doubled`);
  return findings.doubled > 0 && overdrawn.violations > 0 && codes.doubled > 0 ? 'caught' : 'missed';
}

async function withLog<Result>(file: string, use: (log: EventLog) => Promise<Result>): Promise<Result> {
  const log = await SqliteLog.open({ file, program: 'proof race' });
  try {
    return await use(log);
  } finally {
    await log.close();
  }
}

async function verified(file: string, findings: Findings): Promise<void> {
  const { ok, firstBad } = await verifyLog(file);
  if (!ok) findings.add('violations', `the log is broken: ${JSON.stringify(firstBad)}`);
}
