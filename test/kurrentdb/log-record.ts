/** A stored event, as a server would hold it. Its commit and prepare positions are the same, as without the transactions of old. */
export interface LogRecord extends Proposed {
  readonly position: bigint;
  readonly stream: string;
  readonly revision: number;
  readonly createdMs: number;
}

/** An event as a client proposes it. */
export interface Proposed {
  readonly id: string;
  readonly type: string;
  readonly json: boolean;
  readonly data: Uint8Array;
  readonly meta: Uint8Array;
}
