import { systemClock } from '#commands/clock';
import { decideSteps } from '#commands/decide-steps';
import { baseRules } from '#commands/rule-books';
import { projectKind } from '#commands/stream-kind';
import { fold } from '#commands/stream-states';
import type { Meta, RecordedEvent } from '#event-log/event-log';
import { beginning, type Piece, streamOf } from './command-work.ts';
import { UNSEEN } from './peer-state.ts';
import { PeerAbsent, peerModule } from './peers.ts';

/** What is used of emmett-sqlite. */
interface EmmettEvent {
  readonly type: string;
  readonly data: unknown;
  readonly metadata: Meta & { readonly eventVersion: string };
}
interface EmmettStore {
  readStream(name: string): Promise<{ readonly currentStreamVersion: bigint; readonly events: readonly EmmettEvent[] }>;
  appendToStream(name: string, events: readonly object[], options: { readonly expectedStreamVersion: bigint }): Promise<unknown>;
  close?(): Promise<void>;
}

/** The same commands, decided by the same rules, through the event store of emmett-sqlite. */
export class EmmettPeer {
  readonly #store: EmmettStore;

  /** @throws PeerAbsent */
  constructor(file: string) {
    try {
      const { getSQLiteEventStore } = peerModule('@event-driven-io/emmett-sqlite') as {
        readonly getSQLiteEventStore: (options: object) => EmmettStore;
      };
      this.#store = getSQLiteEventStore({ fileName: file, schema: { autoMigration: 'CreateOrUpdate' } });
    } catch (error) {
      throw new PeerAbsent('emmett-sqlite', error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
    }
  }

  async begin(projects: number): Promise<void> {
    for (let index = 0; index < projects; index++) await this.work({ stream: streamOf(index), steps: beginning(index) });
  }

  /** Reads the project, folds it, decides, appends. */
  async work({ stream, steps }: Piece): Promise<void> {
    const { currentStreamVersion, events: stored } = await this.#store.readStream(stream);
    const recorded = stored.map(
      ({ type, data, metadata }, revision) =>
        ({ type, version: 1, data, meta: metadata, revision, position: '' }) as unknown as RecordedEvent,
    );
    const folded = fold(projectKind, UNSEEN, recorded);
    const { events } = decideSteps(projectKind, folded, { stream, steps, now: systemClock.now(), expected: undefined, rules: baseRules });
    const appended = events.map(({ type, data, meta }) => ({ type, data, metadata: meta }));
    await this.#store.appendToStream(stream, appended, { expectedStreamVersion: currentStreamVersion });
  }
}
