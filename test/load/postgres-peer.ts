import { systemClock } from '#commands/clock';
import { decideSteps } from '#commands/decide-steps';
import { baseRules } from '#commands/rule-books';
import { projectKind } from '#commands/stream-kind';
import { fold } from '#commands/stream-states';
import type { NewEvent, RecordedEvent } from '#event-log/event-log';
import { beginning, type Piece, streamOf } from './command-work.ts';
import { UNSEEN } from './peer-state.ts';
import { peerModule } from './peers.ts';
import { PostgresServer } from './postgres-server.ts';

/** What is used of `pg`. */
interface Pool {
  query(query: {
    readonly name?: string;
    readonly text: string;
    readonly values?: readonly unknown[];
  }): Promise<{ readonly rows: readonly Row[] }>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  end(): Promise<void>;
}
type Row = Pick<RecordedEvent, 'id' | 'revision' | 'type' | 'version' | 'data' | 'meta'>;

const TABLE = `CREATE TABLE events (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  stream text NOT NULL, revision int NOT NULL, id uuid NOT NULL UNIQUE, type text NOT NULL, version int NOT NULL,
  data json NOT NULL, meta json NOT NULL, UNIQUE (stream, revision))`;
const READ = 'SELECT id, revision, type, version, data, meta FROM events WHERE stream = $1 ORDER BY revision';
/** One statement is one transaction and one round trip; the unique (stream, revision) is the expected revision. */
const APPEND = `INSERT INTO events (stream, revision, id, type, version, data, meta)
  SELECT $1, $2 + n - 1, id, type, version, data, meta
  FROM unnest($3::uuid[], $4::text[], $5::int[], $6::json[], $7::json[]) WITH ORDINALITY AS e (id, type, version, data, meta, n)`;

/** The same commands, decided by the same rules, on an event table in PostgreSQL: without hash chain, in the peer's favour. */
export class PostgresPeer {
  readonly version: string;
  readonly #server: PostgresServer;
  readonly #pool: Pool;
  readonly #say: (line: string) => void;

  private constructor(server: PostgresServer, pool: Pool, say: (line: string) => void) {
    this.version = server.version;
    this.#server = server;
    this.#pool = pool;
    this.#say = say;
  }

  /** @throws PeerAbsent */
  static async start(connections: number, say: (line: string) => void): Promise<PostgresPeer> {
    const { Pool } = peerModule('pg') as { readonly Pool: new (options: object) => Pool };
    const server = await PostgresServer.start(say);
    const pool = new Pool({ host: server.host, user: 'tiendo', database: 'postgres', max: connections, min: connections });
    await pool.query({ text: TABLE });
    return new PostgresPeer(server, pool, say);
  }

  async begin(projects: number): Promise<void> {
    for (let index = 0; index < projects; index++) await this.#decide({ stream: streamOf(index), steps: beginning(index) }, []);
    await this.#pool.query({ text: 'ANALYZE events' });
  }

  /** Reads the project, folds it, decides, appends: durable when it resolves. */
  async work(piece: Piece): Promise<void> {
    const { rows } = await this.#pool.query({ name: 'read', text: READ, values: [piece.stream] });
    await this.#decide(piece, rows);
  }

  async #decide({ stream, steps }: Piece, rows: readonly Row[]): Promise<void> {
    const folded = fold(
      projectKind,
      UNSEEN,
      rows.map((row) => ({ ...row, stream, position: '' })),
    );
    const { events } = decideSteps(projectKind, folded, { stream, steps, now: systemClock.now(), expected: undefined, rules: baseRules });
    await this.append(stream, folded.revision + 1, events);
  }

  async append(stream: string, first: number, events: readonly NewEvent[]): Promise<void> {
    const column = (of: (event: NewEvent) => unknown) => events.map(of);
    const texts = [column(({ data }) => JSON.stringify(data)), column(({ meta }) => JSON.stringify(meta))];
    const values = [stream, first, column(({ id }) => id), column(({ type }) => type), column(({ version }) => version), ...texts];
    await this.#pool.query({ name: 'append', text: APPEND, values });
  }

  async stop(): Promise<void> {
    // The pool does not wait until its connections are closed: the server's end still reaches some of them, as an error.
    this.#pool.on('error', (error) => this.#say(`PostgreSQL while it stops: ${error.message}`));
    await this.#pool.end();
    await this.#server.stop();
  }
}
