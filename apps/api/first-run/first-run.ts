import type { Config } from '#config/config';
import { CONTACT_STREAMS } from '#lifecycle/contact/contact.events';
import { streamsBeginning } from '#read-models/places/streams-beginning';
import { delayedReport } from '#reports/delayed-report';
import { regionReport } from '#reports/region-report';
import { delayedTable } from '#reports/terminal-delayed';
import { regionTable } from '#reports/terminal-table';
import type { Storage } from '../storage/storage.ts';
import { demoContactsAreDue, importDemoContacts } from './demo-contacts.ts';
import { hasSample, importSample, sampleIsDue } from './sample-register.ts';
import { loadShippedCalendar } from './shipped-calendar.ts';

/** The conference whose table is shown: the North's of 2022, with figures to 30 September (Báo cáo hội nghị khuyến công phía Bắc 2022). */
const SHOWN = { region: 'north', year: 2022, asOf: '2022-09-30', knownAt: null } as const;

/** The read models take a sample within a second; a log of millions of events may need longer after an upgrade. */
const CATCH_UP_MS = 600_000;

/** Columns when nobody watches: a page of a document. */
const COLUMNS_PLAIN = 100;

/** What `npm start` adds to a start: the sample register, the working calendar and the demo contacts in an empty log, and the conference's table on stdout. */
export async function showFirstRun(storage: Storage, config: Config): Promise<void> {
  if (await sampleIsDue(storage.log)) await importSample(storage.log, config, process.stderr);
  if (await hasSample(storage.log)) await loadShippedCalendar(storage, config, process.stderr);
  await caughtUp(storage);
  const contacts = storage.read(({ db }) => streamsBeginning(db, CONTACT_STREAMS).length);
  if (await demoContactsAreDue(storage.log, contacts)) await importDemoContacts(storage.log, config, process.stderr);
  await caughtUp(storage);
  const terminal = { columns: process.stdout.columns ?? COLUMNS_PLAIN, tty: process.stdout.isTTY };
  const tables = storage.read(({ ledger, position }) => [
    regionTable(regionReport(ledger, { ...SHOWN, set: 'vn63', position }), terminal),
    delayedTable(delayedReport(ledger, { ...SHOWN, year: null, position }), terminal),
  ]);
  process.stdout.write(`\n${tables.join('\n\n')}\n\n`);
}

async function caughtUp(storage: Storage): Promise<void> {
  const head = await storage.log.head();
  if (head !== null) await storage.waitFor(head, CATCH_UP_MS);
}
