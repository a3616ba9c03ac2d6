/** Why a model stopped: an event of a newer build. What it means to the model cannot be known, so the model must not go past it. */
export interface Halt {
  readonly code: 'unknown-event';
  readonly position: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly version: number;
  /** The newest version of the type that this build reads; 0: it knows no such type. */
  readonly known: number;
}

/** A halt as the checkpoint keeps it. */
export const haltOf = (stored: string): Halt => JSON.parse(stored) as Halt;

/** What is known of such an event, in English, for the log of the process. */
export const haltReason = ({ stream, revision, type, version, known }: Halt): string =>
  `event ${revision} of ${stream} is ${type} version ${version}; this build knows ${known === 0 ? 'no such event' : `versions up to ${known}`}`;
