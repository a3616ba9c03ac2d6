import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { Commands } from '#commands/handle';
import { importKind } from '#commands/stream-kind';
import { MemoryLog } from '#event-log/memory-log';
import { importStream } from '#lifecycle/import/import.events';
import { readConfig } from '#config/config';
import { demoContactsAreDue, importDemoContacts } from './demo-contacts.ts';

const DATA = 'libs/reference/data';
const shaOf = (file: string): string =>
  createHash('sha256')
    .update(readFileSync(`${DATA}/${file}`))
    .digest('hex');
const [REGISTER, CONTACTS] = [shaOf('register-north-2021-2022.csv'), shaOf('contacts-demo.csv')];

let log: MemoryLog;
let said = 0;
beforeEach(() => void (log = new MemoryLog()));

async function note(sha256: string, ...types: readonly ('StartImport' | 'FinishImport')[]): Promise<void> {
  for (const type of types) {
    const frame = {
      occurredOn: '2022-10-01',
      actor: 'import:test',
      sha256,
      file: 'x.csv',
      rows: 1,
      toRecord: 1,
      alreadyKnown: 0,
      refused: 0,
    };
    const commandId = `0190a000-0000-7000-8000-${String((said += 1)).padStart(12, '0')}`;
    const trace = { commandId, correlationId: commandId };
    await new Commands(log).handle(importKind, importStream(sha256), { command: { ...frame, type, events: 1 }, trace });
  }
}

describe('the demo contacts', () => {
  it('come with the sample register, not without it', async () => {
    expect(await demoContactsAreDue(log, 0)).toBe(false);
    await note(REGISTER, 'StartImport');
    expect(await demoContactsAreDue(log, 0)).toBe(false);
    await note(REGISTER, 'FinishImport');
    expect(await demoContactsAreDue(log, 0)).toBe(true);
  });

  it('leave a directory of one’s own alone', async () => {
    await note(REGISTER, 'StartImport', 'FinishImport');
    expect(await demoContactsAreDue(log, 1)).toBe(false);
  });

  it('that were cut short are finished, and then no longer due', async () => {
    await note(REGISTER, 'StartImport', 'FinishImport');
    await note(CONTACTS, 'StartImport');
    expect(await demoContactsAreDue(log, 40)).toBe(true);
    await importDemoContacts(log, readConfig({}), { write: () => true } as unknown as NodeJS.WriteStream);
    expect(await demoContactsAreDue(log, 118)).toBe(false);
    expect((await log.readStream(importStream(CONTACTS))).map(({ type }) => type)).toEqual(['ImportStarted', 'ImportFinished']);
  });
});
