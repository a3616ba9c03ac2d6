/**
 * The import of one register file. Stream `import-{sha256}`: the same bytes are the same import, whatever the file is called.
 * A start without an end is an import that a crash cut short; running the file again finishes it.
 */
import type { Count, Sha256 } from '../fields.events.ts';
export type ImportEvent =
  | {
      readonly type: 'ImportStarted';
      readonly data: {
        readonly file: string;
        /** Lower-case hex of the file's bytes. */
        readonly sha256: Sha256;
        readonly rows: Count;
        /** Rows with something to record. */
        readonly toRecord: Count;
        readonly alreadyKnown: Count;
        /** Rows left out because they are faulty; only with leave to take the good ones. */
        readonly refused: Count;
      };
    }
  | {
      readonly type: 'ImportFinished';
      readonly data: {
        readonly sha256: Sha256;
        /** Events recorded since the start in the projects', plans' and contracts' streams. */
        readonly events: Count;
      };
    };

export const importStream = (sha256: string): string => `import-${sha256}`;
