import type { Upcasters } from '../upcast.ts';
import type { ImportEvent } from './import.events.ts';

/** Every event of an import; the compiler finds the forgotten one. All are at version 1 so far. */
export const importUpcasters: Upcasters<ImportEvent['type']> = {
  ImportStarted: [],
  ImportFinished: [],
};
