import type { EventLog } from '#event-log/event-log';
import { contact, type RecordContact } from '#lifecycle/contact/contact.decider';
import { contactStream } from '#lifecycle/contact/contact.events';
import { currentRules } from '#lifecycle/context';
import { Refusal } from '#lifecycle/refusal';
import { IMPORT_NAMESPACE } from '#reference/namespaces';
import { type Clock, systemClock, vietnamDay } from '../clock.ts';
import { Commands } from '../handle.ts';
import { CsvRecords, documentName, sizeOf } from '../register/csv-records.ts';
import { importCorrelationId } from '../register/ids.ts';
import { ImportNote } from '../register/import-note.ts';
import { LogView } from '../register/log-view.ts';
import { Window } from '../register/window.ts';
import { contactKind } from '../stream-kind.ts';
import { StreamStates } from '../stream-states.ts';
import { uuidV5 } from '../uuid-v5.ts';
import { CONTACT_COLUMNS, type ContactColumn } from './contact-columns.ts';
import { type ContactFileFault, faultOfCell, faultOfDouble, faultOfFile, faultOfRefusal, tooManyRows } from './contact-file-fault.ts';
import { contactOfRow } from './contact-row.ts';

export interface ContactsImportRequest {
  readonly log: EventLog;
  readonly file: string;
  /** Opaque id of the person who runs it; events say `import:{operator}`. */
  readonly operator: string;
  readonly clock?: Clock;
  /** Judges and writes nothing. */
  readonly dryRun?: boolean;
}

export interface ContactsImportResult {
  readonly file: string;
  readonly rows: number;
  /** Contacts that are new or changed; in a dry run: would be. */
  readonly accepted: number;
  /** Contacts that are recorded as the row says. */
  readonly alreadyKnown: number;
  /** Every fault of every row, in the order of the file. */
  readonly refused: readonly ContactFileFault[];
  readonly refusedRows: number;
  /** Events written to the log. */
  readonly events: number;
  readonly dryRun: boolean;
  /** Columns that nobody knows; they are passed over. */
  readonly unknownColumns: readonly string[];
}

/** Contacts of one file: they are kept in memory between judging and recording, about 1 KiB each. */
const ROWS_MAX = 20_000;
/** Contacts in flight together, so that they share the log's commits. */
const IN_FLIGHT = 64;

/**
 * Imports a contact file: whole or not at all. Every row is judged first, by itself, against the rows before it and against the log; then
 * what is new or changed is recorded. Nobody is ended by being left out. A crash leaves whole contacts, and the same file again finishes them.
 * @throws UnreadableFile
 * @throws Unavailable, OutcomeUnknown, ConcurrencyConflict from the log: run the same file again
 */
export async function importContacts(request: ContactsImportRequest): Promise<ContactsImportResult> {
  const { log, file, operator, clock = systemClock, dryRun = false } = request;
  await sizeOf(file);
  const origin = { actor: `import:${operator}`, document: documentName(file) };
  const judged = await judge(log, file, { occurredOn: vietnamDay(clock.now()), actor: origin.actor });
  const refused = judged.faults.length > 0;
  const events = dryRun || refused ? 0 : await record({ log, clock, origin, judged });
  return {
    file: origin.document,
    rows: judged.rows,
    accepted: refused ? 0 : judged.toRecord,
    alreadyKnown: judged.alreadyKnown,
    refused: judged.faults,
    refusedRows: judged.refusedRows,
    events,
    dryRun,
    unknownColumns: judged.unknownColumns,
  };
}

interface NewContact {
  readonly command: RecordContact;
  /** Of its stream when it was judged; -1: it is new. */
  readonly revision: number;
}

interface JudgedContacts {
  readonly sha256: string;
  readonly rows: number;
  readonly toRecord: number;
  readonly alreadyKnown: number;
  readonly refusedRows: number;
  readonly faults: readonly ContactFileFault[];
  readonly unknownColumns: readonly string[];
  readonly contacts: readonly NewContact[];
}

type Frame = Pick<RecordContact, 'occurredOn' | 'actor'>;

async function judge(log: EventLog, file: string, frame: Frame): Promise<JudgedContacts> {
  const records = new CsvRecords(file, CONTACT_COLUMNS);
  const states = new StreamStates(log);
  const firstRows = new Map<string, number>();
  const contacts: NewContact[] = [];
  const faults: ContactFileFault[] = [];
  let alreadyKnown = 0;
  for await (const { row, cells } of records.records()) {
    if (records.rows > ROWS_MAX) {
      faults.push(tooManyRows(row, ROWS_MAX));
      break;
    }
    const read = contactOfRow((column: ContactColumn) => cells[records.indexes.get(column) ?? -1] ?? '');
    const at = { row, person: read.contact.person };
    const first = firstRows.get(at.person);
    if (first === undefined) firstRows.set(at.person, row);
    const own = read.faults.map((fault) => faultOfCell(at, fault));
    if (first !== undefined && at.person !== '') own.push(faultOfDouble(at, first));
    const answer =
      own.length > 0 ? own : await against(states, { ...frame, type: 'RecordContact', role: 'operator', contact: read.contact });
    if (answer === null) alreadyKnown += 1;
    else if ('command' in answer) contacts.push(answer);
    else if (answer instanceof Refusal) faults.push(faultOfRefusal(at, answer));
    else faults.push(...answer);
  }
  const all = [...records.faults.map(faultOfFile), ...faults].sort((a, b) => a.row - b.row);
  return {
    sha256: records.sha256(),
    rows: records.rows,
    toRecord: contacts.length,
    alreadyKnown,
    refusedRows: new Set(all.filter(({ row }) => row > 1).map(({ row }) => row)).size,
    faults: all,
    unknownColumns: records.unknownColumns,
    contacts,
  };
}

/** A contact that is good by itself: null when it is recorded so already. */
async function against(states: StreamStates, command: RecordContact): Promise<NewContact | Refusal | null> {
  const { state, revision } = await states.load(contactKind, contactStream(command.contact.person));
  try {
    const events = contact.decide(command, state, { today: command.occurredOn, rules: currentRules });
    return events.length === 0 ? null : { command, revision };
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

interface ToRecord {
  readonly log: EventLog;
  readonly clock: Clock;
  readonly origin: { readonly actor: string; readonly document: string };
  readonly judged: JudgedContacts;
}

/** @returns events written */
async function record({ log, clock, origin, judged }: ToRecord): Promise<number> {
  const before = await (await LogView.of(log)).import(judged.sha256);
  // Every contact may be there already and only the end of the import be missing.
  if (judged.toRecord === 0 && before.state.status !== 'running') return 0;
  const commands = new Commands(log, clock);
  const note = new ImportNote(commands, { clock, origin, judged }, before.events);
  if (before.state.status !== 'running') await note.start();
  const written = new Window(IN_FLIGHT);
  for (const { command, revision } of judged.contacts) {
    const { person } = command.contact;
    // By the revision too: what a file says may hold, be changed and hold again.
    const commandId = uuidV5(`${judged.sha256}/contact/${person}/${revision}`, IMPORT_NAMESPACE);
    const trace = { commandId, correlationId: importCorrelationId(judged.sha256) };
    await written.add(() => commands.handle(contactKind, contactStream(person), { command, trace }));
  }
  await written.drain();
  await note.finish(written.events);
  return note.events + written.events;
}
