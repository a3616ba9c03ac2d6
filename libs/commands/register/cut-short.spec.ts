import { describe, expect, it } from '@jest/globals';
import { type Appended, type EventLog, type ExpectedRevision, type NewEvent, OutcomeUnknown, Unavailable } from '#event-log/event-log';
import { MemoryLog } from '#event-log/memory-log';
import { fileOf, importing, MAIN, rowsOf } from './register-file.fixture.ts';
import { unfinishedImports } from './unfinished.ts';

/** A log whose process dies at an append: from then on nothing is answered, and the append itself was written or not. */
class DyingLog implements EventLog {
  readonly logId: string;
  #appends = 0;

  constructor(
    private readonly log: MemoryLog,
    private readonly diesAt: number,
    private readonly how: 'before' | 'after',
  ) {
    this.logId = log.logId;
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    this.#appends += 1;
    if (this.#appends < this.diesAt) return this.log.append(stream, expected, events);
    if (this.#appends === this.diesAt && this.how === 'after') {
      await this.log.append(stream, expected, events);
      throw new OutcomeUnknown(stream, 'the process died');
    }
    throw new Unavailable('closed', 'the process died');
  }

  readStream: EventLog['readStream'] = (stream, options) => this.log.readStream(stream, options);
  readAll: EventLog['readAll'] = (options) => this.log.readAll(options);
  head: EventLog['head'] = () => this.log.head();
  subscribe: EventLog['subscribe'] = (options) => this.log.subscribe(options);
  close: EventLog['close'] = () => this.log.close();
}

const rows = rowsOf(MAIN).filter((_, index) => index % 19 === 0);
const file = fileOf(rows);

/** What the log says of the projects, plans and contracts: who imported it when is left out. */
async function facts(log: EventLog): Promise<string[]> {
  const events = await log.readAll({ limit: 5_000 });
  return events
    .filter(({ stream }) => !stream.startsWith('import-'))
    .map(({ stream, type, data, meta: { occurredOn } }) => JSON.stringify({ stream, type, data, occurredOn }))
    .sort();
}

describe('an import that is cut short', () => {
  const deaths = [1, 2, 5, 17, 30, 46, 60, 77].flatMap((at) => [
    { at, how: 'before' as const },
    { at, how: 'after' as const },
  ]);

  it.each(deaths)('at append $at, $how it was written: is named, and finished by the same file without doubling', async ({ at, how }) => {
    const whole = new MemoryLog();
    const { events } = await importing(whole, file);
    const log = new MemoryLog();
    await expect(importing(new DyingLog(log, at, how), file)).rejects.toThrow('the process died');
    const left = await unfinishedImports(log);
    expect(left.imports).toHaveLength(at === 1 && how === 'before' ? 0 : 1);

    const again = await importing(log, file);
    expect(again).toMatchObject({ rows: rows.length, refused: [] });
    expect(again.accepted + again.alreadyKnown).toBe(rows.length);
    expect(await facts(log)).toEqual(await facts(whole));
    expect((await log.readAll({ limit: 5_000 })).length).toBe(events);
    expect(await unfinishedImports(log)).toEqual({ imports: [], members: [] });
    expect(await importing(log, file)).toMatchObject({ alreadyKnown: rows.length, events: 0 });
  });

  it('leaves members whose projects are not there yet, and they are named', async () => {
    const log = new MemoryLog();
    await expect(importing(new DyingLog(log, 40, 'before'), file)).rejects.toThrow();
    const { members } = await unfinishedImports(log);
    expect(members.length).toBeGreaterThan(0);
    expect(members[0]).toEqual({ stream: expect.stringMatching(/^(plan|contract)-/), code: expect.stringMatching(/^KC/) });
  });

  it('refuses a corrected row whose plan was decided before the cut', async () => {
    const log = new MemoryLog();
    await expect(importing(new DyingLog(log, 40, 'before'), file)).rejects.toThrow();
    const { members } = await unfinishedImports(log);
    const code = members.find(({ stream }) => stream.startsWith('plan-'))?.code;
    const corrected = rows.map((row) => (row['code'] === code ? { ...row, decision_no: '1/QĐ-KHAC' } : row));
    const result = await importing(log, fileOf(corrected));
    expect(result.refused).toContainEqual(expect.objectContaining({ code, problem: 'plan-conflict', column: 'approved_vnd' }));
    expect(result.events).toBe(0);
  });
});
