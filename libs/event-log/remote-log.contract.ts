import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Appended, type EventLog, OutcomeUnknown, Unavailable } from './event-log.ts';
import { anEvent, everything, expectWholeChains, nextId, range, take } from './event-log.contract.ts';

/** A log behind a network, and what can happen to it there. */
export interface RemoteUnderTest {
  /** Opens the same log, each time as another process would. `patienceMs`: how long it tries before it says that it cannot. */
  readonly open: (patienceMs?: number) => Promise<EventLog>;
  readonly server: {
    stop(): Promise<void>;
    start(): Promise<void>;
    /** Breaks every connection. */
    cut(): void;
    /** Half-open: nothing goes through the connections of now any more, and nobody is told. */
    silence(): void;
    /** In good order, or with an error. */
    endSubscriptions(how: 'end' | 'break'): void;
    /** The next append is committed, and its answer lost. */
    loseReply(by: 'cut' | 'status' | 'silence'): void;
    /** The next append never comes to be. */
    loseAppend(by: 'drop' | 'hang'): void;
  };
  readonly discard: () => Promise<void>;
}

/** For the logs behind a network. */
export function describeRemoteLog(name: string, makeRemote: () => Promise<RemoteUnderTest>): void {
  describe(name, () => {
    let remote: RemoteUnderTest;
    const opened: EventLog[] = [];
    const open = async (patienceMs?: number) => {
      const log = await remote.open(patienceMs);
      opened.push(log);
      return log;
    };
    beforeEach(async () => {
      remote = await makeRemote();
    });
    afterEach(async () => {
      for (const log of opened.splice(0)) await log.close();
      await remote.discard();
    });

    it('is opened while its server is away, and reads and appends once it is there', async () => {
      await remote.server.stop();
      const opening = open();
      await sleep(700);
      await remote.server.start();
      const log = await opening;
      await log.append('project-1', 'no_stream', [anEvent()]);
      expect(await log.readStream('project-1')).toHaveLength(1);
      expect(await everything(log)).toHaveLength(1);
    });

    it('goes on after its server was away', async () => {
      const log = await open();
      await log.append('project-1', 'no_stream', [anEvent()]);
      await remote.server.stop();
      const [reading, appending] = [log.readStream('project-1'), log.append('project-1', 0, [anEvent()])];
      await sleep(300);
      await remote.server.start();
      expect((await reading).length).toBeGreaterThan(0);
      expect((await appending).revision).toBe(1);
    });

    it.each(['cut', 'status', 'silence'] as const)(
      'has an append once whose answer was lost by %s, and knows it for its own',
      async (by) => {
        const log = await open();
        const times = by === 'silence' ? 1 : 3;
        for (const n of range(times)) {
          remote.server.loseReply(by);
          expect(await log.append('project-1', n === 0 ? 'no_stream' : n - 1, [anEvent({ n })])).toEqual({
            revision: n,
            position: await log.head(),
          });
        }
        expect((await everything(log)).map(({ data }) => data['n'])).toEqual(range(times));
        await expectWholeChains(log);
      },
    );

    it.each(['drop', 'hang'] as const)('makes an append again that its server never got (%s)', async (by) => {
      const log = await open();
      remote.server.loseAppend(by);
      expect((await log.append('project-1', 'no_stream', [anEvent()])).repeated).toBeUndefined();
      expect(await everything(log)).toHaveLength(1);
    });

    it('says that it does not know when an append was sent and its server is gone, and that nothing was written when it was not sent', async () => {
      const log = await open(300);
      await log.append('project-1', 'no_stream', [anEvent()]);
      remote.server.loseReply('silence');
      const event = anEvent();
      const unknown = expect(log.append('project-1', 0, [event])).rejects.toMatchObject({ name: 'OutcomeUnknown', stream: 'project-1' });
      await sleep(100);
      await remote.server.stop();
      await unknown;
      await expect(log.append('project-2', 'no_stream', [anEvent()])).rejects.toMatchObject({ name: 'Unavailable', code: 'unreachable' });
      await expect(log.readAll()).rejects.toMatchObject({ name: 'Unavailable', code: 'unreachable' });
      await remote.server.start();
      // On a busy machine the server's first answer may come late.
      expect(await untilKnown(log, 'project-1', 0, [event])).toMatchObject({ revision: 1, repeated: true });
    });

    it('loses and doubles nothing when connections break under many appends', async () => {
      const log = await open();
      const write = async (stream: string) => {
        for (const n of range(6)) await untilKnown(log, stream, n === 0 ? 'no_stream' : n - 1, [anEvent({ n })]);
      };
      const cutting = setInterval(() => remote.server.cut(), 60);
      await Promise.all(range(16).map((n) => write(`project-${n}`))).finally(() => clearInterval(cutting));
      expect(await everything(log)).toHaveLength(16 * 6);
      await expectWholeChains(log);
    });

    it('reads, appends and follows on when its connections fall silent', async () => {
      const log = await open();
      await log.append('project-1', 'no_stream', [anEvent({ n: 0 })]);
      const following = take(log, 3);
      await sleep(100);
      remote.server.silence();
      expect((await log.append('project-1', 0, [anEvent({ n: 1 })])).revision).toBe(1);
      expect(await log.readStream('project-1')).toHaveLength(2);
      remote.server.silence();
      const other = await open(); // What it appends, only a subscription can tell of.
      await other.append('project-2', 'no_stream', [anEvent({ n: 2 })]);
      expect((await following).map(({ data }) => data['n'])).toEqual([0, 1, 2]);
    });

    it.each(['end', 'break'] as const)(
      'follows without a gap or a repeat when its server ends the subscription again and again (%s)',
      async (how) => {
        const log = await open();
        const following = take(log, 120);
        const ending = setInterval(() => remote.server.endSubscriptions(how), 40);
        for (const n of range(60)) await log.append('project-1', n === 0 ? 'no_stream' : n * 2 - 1, [anEvent({ n }), anEvent({ n })]);
        const seen = await following.finally(() => clearInterval(ending));
        expect(seen.map(({ revision }) => revision)).toEqual(range(120));
      },
    );

    it('lets one of several processes win each race, and tells the others with the same ids that they are repeats', async () => {
      const logs = await Promise.all(range(3).map(() => open()));
      for (const round of range(8)) {
        const ids = [nextId(), nextId()] as const;
        // The same command, decided by each at its own time: what differs must not break the chain.
        const decided = (n: number) =>
          ids.map((id) => anEvent({ id, n, meta: { ...anEvent().meta, recordedAt: `2026-11-22T02:00:0${round}.00${n}Z` } }));
        const answers = await Promise.all(
          logs.map((log, n) => log.append('project-1', round === 0 ? 'no_stream' : round * 2 - 1, decided(n))),
        );
        expect(answers.filter(({ repeated }) => repeated !== true)).toHaveLength(1);
        expect(new Set(answers.map(({ revision, position }) => `${revision} ${position}`)).size).toBe(1);
        const rivals = await Promise.allSettled(
          logs.map((log) => log.append('project-2', round === 0 ? 'no_stream' : round - 1, [anEvent()])),
        );
        expect(rivals.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      }
      for (const log of logs) await expectWholeChains(log);
    });
  });
}

/** As whoever appends must: the same ids at the same place until the answer is known. */
async function untilKnown(log: EventLog, ...append: Parameters<EventLog['append']>): Promise<Appended> {
  for (;;) {
    try {
      return await log.append(...append);
    } catch (error) {
      if (!(error instanceof OutcomeUnknown || error instanceof Unavailable)) throw error;
    }
  }
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
