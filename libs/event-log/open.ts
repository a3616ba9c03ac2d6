import type { EventLog, LogPlace, Unavailable } from './event-log.ts';

export interface OpenLogOptions {
  /** Who opens it: for messages and for a new log. */
  readonly program: string;
  readonly readOnly?: boolean;
  /** Nothing is written any more until the log is opened again, best in another process. */
  readonly onLost?: () => void;
  /** What was done about a connection, for the process's own log. */
  readonly onNote?: (note: string) => void;
}

/** A log of either kind, and why nothing can be written to it; null: something can, or could the last time. */
export type OpenedLog = EventLog & { trouble(): Promise<Unavailable['code'] | null> };

/** Opens a log of either kind. The adapter is loaded only when it is used. @throws Unavailable, BadKurrentAddress */
export async function openLog(place: LogPlace, options: OpenLogOptions): Promise<OpenedLog> {
  switch (place.kind) {
    case 'sqlite': {
      const { SqliteLog } = await import('./sqlite-log.ts');
      return SqliteLog.open({ file: place.file, ...options });
    }
    case 'kurrentdb': {
      const { KurrentLog } = await import('./kurrentdb/kurrent-log.ts');
      return KurrentLog.open({ address: place.address, ...options });
    }
  }
}
