import type { Faults } from './faults.ts';
import type { ServerLog } from './server-log.ts';
import type { Endpoint } from './statuses.ts';

/** What the services of one node share. */
export interface DoubleNode {
  readonly log: ServerLog;
  readonly faults: Faults;
  /** Breaks every connection. */
  readonly cut: () => void;
  /** Where the leader is; null: this node leads. */
  leader: Endpoint | null;
  /** Events of clients, without links, given to the connections of subscriptions so far. */
  sent: number;
  /** Open subscriptions, each with what ends it. */
  readonly subscriptions: Set<(how: 'end' | 'break') => void>;
}

export const needsLeader = (metadata: { get(key: string): readonly unknown[] }): boolean =>
  String(metadata.get('requires-leader')[0] ?? '') === 'true';
