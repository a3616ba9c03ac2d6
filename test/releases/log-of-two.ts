import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordedEvent } from '#event-log/event-log';
import { SqliteLog } from '#event-log/sqlite-log';
import { verifyLog } from '#event-log/verify';
import type { Findings } from '../faults/proof-result.ts';
import type { Answer } from './driver.ts';
import { schemaName } from './event-schemas.ts';
import type { RunningRelease } from './running-release.ts';

/** Who takes part, and the file that both write. */
export interface Pair {
  readonly now: RunningRelease;
  readonly before: RunningRelease;
  readonly folder: string;
  readonly random: () => number;
  readonly findings: Findings;
}

export interface Acknowledged {
  readonly stream: string;
  readonly revision: number;
  readonly commandId: string;
}

export async function eventsOf(file: string): Promise<readonly RecordedEvent[]> {
  const log = await SqliteLog.open({ file, readOnly: true });
  try {
    return await log.readAll({ limit: 5_000 });
  } finally {
    await log.close();
  }
}

/** Everything acknowledged is there once; both releases read the log, or the older one stops. */
export async function check(pair: Pair, file: string, acknowledged: readonly Acknowledged[]): Promise<void> {
  const { findings } = pair;
  const { ok, firstBad } = await verifyLog(file);
  if (!ok) findings.add('violations', `the chain does not verify: ${firstBad?.problem ?? ''}`);
  const events = await eventsOf(file);
  for (const { stream, revision, commandId } of acknowledged) {
    const own = events.filter(({ meta }) => meta['commandId'] === commandId);
    if (own.length === 0) findings.add('lost', `${stream} ${revision}`);
    else if (own.length > 1) findings.add('doubled', `${stream} ${revision}`);
    else if (own[0]?.stream !== stream || own[0].revision !== revision) findings.add('violations', `${stream} ${revision} is elsewhere`);
  }
  if (events.length !== acknowledged.length) findings.add('violations', `${events.length} events of ${acknowledged.length} acknowledged`);
  await compareStates(pair, file, events);
  await compareModels(pair, file, events);
}

/** Both fold what both know to the same; the older one gives no state to what it does not know. */
async function compareStates({ now, before, findings }: Pair, file: string, events: readonly RecordedEvent[]): Promise<void> {
  const [ours, theirs] = [await statesOf(now, file), await statesOf(before, file)];
  const beyond = new Set(events.flatMap((event) => (before.release.knows.has(schemaName(event)) ? [] : [event.stream])));
  for (const [stream, own] of Object.entries(ours)) {
    const other = theirs[stream];
    if ('error' in own) findings.add('violations', `${stream} cannot be read: ${own.error}`);
    else if (beyond.has(stream)) {
      if (other !== undefined && 'state' in other)
        findings.add('violations', `${before.release.version} read past an unknown event of ${stream}`);
    } else if (other === undefined || !('state' in other)) findings.add('violations', `${before.release.version} cannot read ${stream}`);
    else if (!within(own.state, comparable(before.release.version, other.state)))
      findings.add(
        'violations',
        `${stream} folds to ${JSON.stringify(own.state)}, in ${before.release.version} to ${JSON.stringify(other.state)}`,
      );
  }
}

type States = Extract<Answer, { readonly ok: 'states' }>['states'];

async function statesOf(program: RunningRelease, file: string): Promise<States> {
  await program.ask({ do: 'open', file, readOnly: true });
  const answer = await program.ask({ do: 'states' });
  await program.ask({ do: 'close' });
  if (!('ok' in answer) || answer.ok !== 'states') throw new Error(`${program.release.version} gave no states: ${JSON.stringify(answer)}`);
  return answer.states;
}

/**
 * Stated differences. 0.1.0 keeps whatever fields an event about a survey has; surveys have got a field since, at the same version, which
 * the schemas that are published from the release after it on do not allow any more.
 */
function comparable(version: string, state: unknown): unknown {
  if (version !== '0.1.0' || state === null || typeof state !== 'object' || !('need' in state)) return state;
  const { survey: _survey, ...need } = state.need as Readonly<Record<string, unknown>>;
  return { ...state, need };
}

/** Every key that the older release's state has, this one's has with its value: it may remember more. */
function within(own: unknown, older: unknown): boolean {
  if (older === null || typeof older !== 'object') return own === older;
  if (own === null || typeof own !== 'object') return false;
  if (Array.isArray(older) && (!Array.isArray(own) || own.length !== older.length)) return false;
  return Object.entries(older).every(([key, value]) => within((own as Readonly<Record<string, unknown>>)[key], value));
}

/** This build's read models take it all; the older ones stop at the latest before the first event that they do not know. */
async function compareModels({ now, before, folder, findings }: Pair, file: string, events: readonly RecordedEvent[]): Promise<void> {
  const own = await modelsOf(now, file, folder);
  if (!('ok' in own) || own.ok !== 'models' || own.halted + own.parked > 0)
    findings.add('violations', `the read models of this build stop: ${JSON.stringify(own)}`);
  const first = events.find((event) => MODELLED.test(event.stream) && !before.release.knows.has(schemaName(event)));
  const theirs = await modelsOf(before, file, folder);
  const stopped = 'error' in theirs || (theirs.ok === 'models' && theirs.halted > 0 && (theirs.position ?? '') < (first?.position ?? ''));
  if (stopped !== (first !== undefined))
    findings.add(
      'violations',
      `the read models of ${before.release.version} at ${schemaName(first ?? { type: 'nothing', version: 0 })}: ${JSON.stringify(theirs)}`,
    );
}

const MODELLED = /^(project|plan|contract)-/;

async function modelsOf(program: RunningRelease, file: string, folder: string): Promise<Answer> {
  await program.ask({ do: 'open', file, readOnly: true });
  const answer = await program.ask({ do: 'models', directory: mkdtempSync(join(folder, 'models-')) });
  await program.ask({ do: 'close' });
  return answer;
}
