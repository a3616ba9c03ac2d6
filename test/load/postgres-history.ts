import { rmSync } from 'node:fs';
import type { EventLog, RecordedEvent } from '#event-log/event-log';
import { SqliteLog } from '#event-log/sqlite-log';
import { rebuild } from '#read-models/rebuild';
import type { Sample } from './contest.ts';
import { peerModule } from './peers.ts';
import { PostgresServer } from './postgres-server.ts';

interface Client {
  query(query: {
    readonly name?: string;
    readonly text: string;
    readonly values?: readonly unknown[];
  }): Promise<{ readonly rows: readonly Row[] }>;
  connect(): Promise<void>;
  end(): Promise<void>;
}
/** A bigint column comes as text. */
type Row = Omit<RecordedEvent, 'position'> & { readonly position: string };

const TABLE = `CREATE TABLE events (
  position bigint PRIMARY KEY, stream text NOT NULL, revision int NOT NULL, id uuid NOT NULL, type text NOT NULL, version int NOT NULL,
  data json NOT NULL, meta json NOT NULL, UNIQUE (stream, revision))`;
const FILL = `INSERT INTO events SELECT * FROM unnest($1::bigint[], $2::text[], $3::int[], $4::uuid[], $5::text[], $6::int[], $7::json[], $8::json[])`;
const READ = 'SELECT position, stream, revision, id, type, version, data, meta FROM events WHERE position > $1 ORDER BY position LIMIT $2';
const PAGE = 5_000;

/** The same events in a table of PostgreSQL, from which the same read models are built. */
export class PostgresHistory {
  readonly #server: PostgresServer;
  readonly #client: Client;
  readonly #head: string;

  private constructor(server: PostgresServer, client: Client, head: string) {
    this.#server = server;
    this.#client = client;
    this.#head = head;
  }

  /** @throws PeerAbsent */
  static async start(file: string, say: (line: string) => void): Promise<PostgresHistory> {
    const { Client } = peerModule('pg') as { readonly Client: new (options: object) => Client };
    const server = await PostgresServer.start(say);
    const client = new Client({ host: server.host, user: 'tiendo', database: 'postgres' });
    await client.connect();
    await client.query({ text: TABLE });
    const log = await SqliteLog.open({ file, readOnly: true });
    const head = (await log.head()) ?? '';
    for (let after: string | undefined; after !== head;) {
      const page: readonly RecordedEvent[] = await log.readAll(after === undefined ? {} : { after });
      const column = (of: (event: RecordedEvent) => unknown) => page.map(of);
      const keys = [column(({ position }) => Number(position)), column(({ stream }) => stream), column(({ revision }) => revision)];
      const named = [column(({ id }) => id), column(({ type }) => type), column(({ version }) => version)];
      const texts = [column(({ data }) => JSON.stringify(data)), column(({ meta }) => JSON.stringify(meta))];
      await client.query({ name: 'fill', text: FILL, values: [...keys, ...named, ...texts] });
      after = page.at(-1)?.position;
    }
    await log.close();
    await client.query({ text: 'VACUUM ANALYZE events' });
    return new PostgresHistory(server, client, head);
  }

  async rebuild(directory: string): Promise<Sample> {
    const { events, seconds } = await rebuild({ log: this.#log(), directory, compare: false });
    rmSync(directory, { recursive: true, force: true });
    return { value: events / seconds };
  }

  /** The part of the port that a rebuild reads through. */
  #log(): EventLog {
    const width = this.#head.length;
    const readAll: EventLog['readAll'] = async ({ after = '0', limit = PAGE } = {}) => {
      const { rows } = await this.#client.query({ name: 'read', text: READ, values: [Number(after), limit] });
      return rows.map((row) => ({ ...row, position: row.position.padStart(width, '0') }));
    };
    const never = (): never => {
      throw new TypeError('a rebuild only reads the whole log');
    };
    return {
      logId: 'postgres',
      readAll,
      head: async () => this.#head,
      append: never,
      readStream: never,
      subscribe: never,
      close: async () => undefined,
    };
  }

  async stop(): Promise<void> {
    await this.#client.end();
    await this.#server.stop();
  }
}
