import { describe, expect, it } from '@jest/globals';
import { anEvent } from './event-log.contract.ts';
import { Damaged, type RecordedEvent, WentBack } from './event-log.ts';
import { assertStillThere, isStillThere, lastSeen } from './last-seen.ts';
import { MemoryLog } from './memory-log.ts';

describe('what a reader remembers of the last event it took', () => {
  it('is still there in the same log, and stays so while it grows', async () => {
    const log = new MemoryLog();
    await log.append('project-1', 'no_stream', [anEvent()]);
    const [event] = await log.readAll();
    const seen = lastSeen(event as RecordedEvent);
    await assertStillThere(log, JSON.parse(JSON.stringify(seen)) as typeof seen); // As it comes back from where it was stored.
    await log.append('project-1', 0, [anEvent()]);
    await assertStillThere(log, seen);
  });

  it.each([
    ['the log is empty', async () => undefined],
    ['the log is shorter', async (log: MemoryLog) => void (await log.append('project-1', 'no_stream', [anEvent()]))],
    ['another event stands there', async (log: MemoryLog) => void (await log.append('project-1', 'no_stream', [anEvent(), anEvent()]))],
  ])('is gone when %s', async (_, write) => {
    const before = new MemoryLog();
    await before.append('project-1', 'no_stream', [anEvent(), anEvent()]);
    const last = (await before.readAll()).at(-1) as RecordedEvent;
    const log = new MemoryLog();
    await write(log);
    await expect(assertStillThere(log, lastSeen(last))).rejects.toThrow(WentBack);
    await expect(assertStillThere(log, lastSeen(last))).rejects.toMatchObject({ code: 'unreadable', position: last.position });
  });

  it('counts as there when it is damaged: what is wrong with it is for verify to say', async () => {
    const log = new MemoryLog();
    await log.append('project-1', 'no_stream', [anEvent()]);
    const seen = lastSeen((await log.readAll())[0] as RecordedEvent);
    expect(await isStillThere(log, seen)).toBe(true);
    expect(await isStillThere(new MemoryLog(), seen)).toBe(false);
    expect(await isStillThere({ readStream: () => Promise.reject(new Damaged('project-1', 0)) }, seen)).toBe(true);
    await expect(isStillThere({ readStream: () => Promise.reject(new Error('away')) }, seen)).rejects.toThrow('away');
  });
});
