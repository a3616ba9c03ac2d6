/** `GET /api/v1/identity`: whom the caller acts as. */
export interface Identity {
  readonly id: string;
  readonly name: { readonly vi: string; readonly en: string };
  readonly role: { readonly vi: string; readonly en: string };
  /** True until access control is there: nobody has a password. */
  readonly demo: boolean;
  /** Demo identities that a caller may choose instead, by the header `Tiendo-Demo-Identity`. */
  readonly others: readonly Omit<Identity, 'demo' | 'others'>[];
}

/** What a command did. The new revision is also the `ETag`, the position also `Tiendo-Position`. */
export interface CommandAnswer {
  readonly project: string;
  readonly revision: number;
  /** Log position of the last event written; null: nothing was ever written to the stream. */
  readonly position: string | null;
  /** Events that this call wrote; 0: the effect held already, or the command is repeated. */
  readonly events: number;
  readonly replayed: boolean;
}

/** What a command to a plan or a contract did. Its projects follow from the log. */
export interface DecisionAnswer extends Omit<CommandAnswer, 'project'> {
  readonly stream: string;
}

/** `GET /health/live` */
export interface Live {
  readonly status: 'live';
}

/**
 * The log goes on from an earlier moment than the one that it had reached, and nobody has confirmed yet that what it lacks was entered
 * again. Commands go on; nothing is sent out.
 */
export interface RestoredNotice {
  /** Grows with every restore; 2 after the first. */
  readonly generation: number;
  /** `older-log`: nobody restored, but readers had seen more than the log has. */
  readonly cause: 'restored' | 'older-log';
  /** UTC */
  readonly at: string;
  /** Where the log ended then; null: empty. */
  readonly position: string | null;
  /** UTC instant of the backup; null: there was none. */
  readonly backupMadeAt: string | null;
}

/** `GET /health/ready` */
export interface Ready {
  readonly status: 'ready';
  readonly position: string | null;
  /** Events that the read models are behind the log. */
  readonly lag: number;
  /** Streams that wait in a read model because an event of them could not be applied: `GET /api/v1/read-models/parked`. */
  readonly parked: number;
  /** Rows that the comparer found not to be what the log says: `GET /api/v1/read-models`. */
  readonly differing: number;
  /** Null: the log is the one that was there before. */
  readonly restored: RestoredNotice | null;
}
