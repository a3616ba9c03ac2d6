import { isDeepStrictEqual } from 'node:util';
import { type EventLog, type LogPlace, READ_EVENTS_MAX, type RecordedEvent } from '#event-log/event-log';
import { openLog } from '#event-log/open';
import { verifyByReading } from '#event-log/verify-by-reading';
import type { Findings } from './proof-result.ts';

/** Everything of a log, read without what copies it. */
export async function everythingOf(log: EventLog): Promise<readonly RecordedEvent[]> {
  const all: RecordedEvent[] = [];
  for (;;) {
    const after = all.at(-1)?.position;
    const page = await log.readAll({ limit: READ_EVENTS_MAX, ...(after !== undefined && { after }) });
    if (page.length === 0) return all;
    all.push(...page);
  }
}

/** Compares what is in a log with what was to be copied to it. */
export async function checkCopy(expected: readonly RecordedEvent[], place: LogPlace, which: string, findings: Findings): Promise<void> {
  const log = await openLog(place, { program: 'proof copy', readOnly: true });
  try {
    const { ok, firstBad } = await verifyByReading(log);
    if (!ok) findings.add('violations', `${which}: the chain is broken: ${JSON.stringify(firstBad)}`);
    compareCopy(expected, await everythingOf(log), which, findings);
  } finally {
    await log.close();
  }
}

/** By ids first, then in every field but the position. */
export function compareCopy(expected: readonly RecordedEvent[], found: readonly RecordedEvent[], which: string, findings: Findings): void {
  const times = new Map<string, number>();
  for (const { id } of found) times.set(id, (times.get(id) ?? 0) + 1);
  for (const { id, stream, revision } of expected) {
    const count = times.get(id) ?? 0;
    if (count === 0) findings.add('lost', `${which}: ${stream} #${revision}`);
    if (count > 1) findings.add('doubled', `${which}: ${stream} #${revision}, ${count} times`);
    times.delete(id);
  }
  if (times.size > 0) findings.add('violations', `${which}: ${times.size} events that were not to be copied`);
  const at = expected.findIndex((event, index) => !isDeepStrictEqual(withoutPosition(event), withoutPosition(found[index])));
  if (at >= 0) findings.add('violations', `${which}: event ${at + 1} is not what it was, or stands elsewhere`);
}

function withoutPosition(event: RecordedEvent | undefined): object | undefined {
  if (event === undefined) return undefined;
  const { position: _position, ...rest } = event;
  return rest;
}
