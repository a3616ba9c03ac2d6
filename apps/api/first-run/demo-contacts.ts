import { join } from 'node:path';
import { importContacts } from '#commands/contacts/import-contacts';
import type { Config } from '#config/config';
import { packageRoot } from '#config/package-root';
import type { EventLog } from '#event-log/event-log';
import { hasSample, lastOfImport, SampleRefused } from './sample-register.ts';

/** A contact for each role of the sample's provinces, at `example.invalid`: no person, and no address that anything reaches. */
const DEMO = 'libs/reference/data/contacts-demo.csv';

const demoFile = (): string => join(packageRoot(), DEMO);

/**
 * The log is one of a first run and knows nobody to remind, or a first run was cut short in this. A log with contacts of its own is left
 * alone. @param contacts how many the log has
 */
export async function demoContactsAreDue(log: EventLog, contacts: number): Promise<boolean> {
  if ((await lastOfImport(log, demoFile())) === 'ImportStarted') return true;
  return contacts === 0 && (await hasSample(log));
}

/** Through the same import as a directory of one's own. @throws SampleRefused */
export async function importDemoContacts(log: EventLog, { operator }: Config, stderr: NodeJS.WriteStream): Promise<void> {
  const { rows, refusedRows } = await importContacts({ log, file: demoFile(), operator });
  if (refusedRows > 0) throw new SampleRefused(refusedRows, DEMO, 'contacts import');
  stderr.write(`Danh bạ mẫu theo vai trò: ${rows} đầu mối. / Demo contacts by role: ${rows}.\n`);
}
