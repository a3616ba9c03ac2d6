import { randomUUID } from 'node:crypto';
import { ContactDirectory, type KnownContact } from '#access/contact-directory';
import { contactRecord } from '#access/contact-record';
import { systemClock, vietnamDay } from '#commands/clock';
import { CONTACT_COLUMNS } from '#commands/contacts/contact-columns';
import { rowOfContact } from '#commands/contacts/contact-row';
import { Commands } from '#commands/handle';
import { refuseReservedIdentity } from '#commands/reserved-identity';
import { contactKind } from '#commands/stream-kind';
import type { Config } from '#config/config';
import { programName } from '#config/program-name';
import { CONTACT_STREAMS, contactStream } from '#lifecycle/contact/contact.events';
import { type ContactFilter, isMeant } from '#lifecycle/contact/contact-filter';
import { streamsBeginning } from '#read-models/places/streams-beginning';
import { toCsv } from '#reports/csv';
import { contactsText, SAID_OF_CONTACTS } from '../contacts-text.ts';
import { EXIT, type Exit } from '../exit.ts';
import { openToWrite } from '../open-to-write.ts';
import { withReadSide } from '../read-side.ts';
import { refusalLine } from '../refusal-line.ts';
import type { Run } from '../terminal.ts';

/** `contacts list`: who may be reminded. */
export async function listContacts({ config, terminal }: Run, filter: ContactFilter): Promise<Exit> {
  const found = (await allContacts(config)).filter(({ contact }) => isMeant(contact, filter));
  const contacts = found.map(contactRecord);
  terminal.answer({ contacts }, () => contactsText(contacts, terminal));
  return EXIT.done;
}

/** `contacts export`: the directory as a file that `contacts import` takes. */
export async function exportContacts({ config, terminal }: Run): Promise<Exit> {
  const contacts = (await allContacts(config)).map(({ contact }) => contact);
  if (terminal.json) terminal.answer({ contacts }, () => '');
  else terminal.streams.stdout.write(toCsv([CONTACT_COLUMNS, ...contacts.map(rowOfContact)]));
  return EXIT.done;
}

const allContacts = (config: Config): Promise<readonly KnownContact[]> =>
  withReadSide(config, ({ log, db }) =>
    new ContactDirectory(
      () => log,
      () => streamsBeginning(db, CONTACT_STREAMS),
    ).all(),
  );

export interface EndContactOptions {
  readonly person: string;
  readonly lastDay: string;
  readonly reason: string;
}

/** `contacts end <person>`: from the day after on nobody reminds them. */
export async function endContact({ config, terminal }: Run, { person, lastDay, reason }: EndContactOptions): Promise<Exit> {
  const frame = { occurredOn: vietnamDay(systemClock.now()), actor: config.operator, role: 'operator' } as const;
  const command = refuseReservedIdentity({ ...frame, type: 'EndContact' as const, person, lastDay, reason });
  const stream = contactStream(person);
  const log = await openToWrite(config, programName('contacts'));
  try {
    const trace = { commandId: randomUUID(), correlationId: randomUUID() };
    const { events, revision } = await new Commands(log).handle(contactKind, stream, { command, trace });
    terminal.answer({ stream, events, revision }, () =>
      terminal.say(
        events === 0
          ? { vi: `${person}: đã kết thúc ngày này từ trước, không ghi gì.`, en: `${person}: it ended so before, nothing was written.` }
          : { vi: `${person}: đã ghi.`, en: `${person}: recorded.` },
      ),
    );
    return EXIT.done;
  } catch (error) {
    throw refusalLine(error, SAID_OF_CONTACTS);
  } finally {
    await log.close();
  }
}
