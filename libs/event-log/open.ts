import type { EventLog } from './event-log.ts';

/** Where a log is: the part of the settings that this folder needs. */
export type LogPlace = { readonly kind: 'sqlite'; readonly file: string } | { readonly kind: 'kurrentdb'; readonly address: string };

export interface OpenLogOptions {
  /** Who opens it: for messages and for a new log. */
  readonly program: string;
  readonly readOnly?: boolean;
  /** Nothing is written any more until the log is opened again, best in another process. */
  readonly onLost?: () => void;
  /** What was done about a connection, for the process's own log. */
  readonly onNote?: (note: string) => void;
}

/** Opens a log of either kind. The adapter is loaded only when it is used. @throws Unavailable, BadKurrentAddress */
export async function openLog(place: LogPlace, options: OpenLogOptions): Promise<EventLog> {
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
