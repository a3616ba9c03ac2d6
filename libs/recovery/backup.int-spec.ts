import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { prefixDigest } from '#event-log/log-summary';
import { SqliteLog } from '#event-log/sqlite-log';
import { begin } from '../../test/load/command-work.ts';
import { storedPath } from './attached-files.ts';
import { type BackupAsked, BackupRefused, makeBackup } from './backup.ts';
import { assertRoom, filesUnder, NoRoom } from './files.ts';
import { BrokenBackup, readManifest } from './manifest.ts';
import { webhookSecretsFile } from './places.ts';
import { clock, Installation, VERSION } from './recovery.fixture.ts';

let template: Installation;
let made: Installation;
beforeAll(async () => {
  template = await Installation.withProjects(2);
});
afterAll(() => template.remove());
beforeEach(() => {
  made = template.copied();
});
afterEach(() => made.remove());

const backUp = (name: string, more: Partial<BackupAsked> = {}) =>
  makeBackup({ places: made.places, folder: join(made.folder, name), settings: { port: '3000' }, programVersion: VERSION, clock, ...more });
const at = (...parts: readonly string[]) => join(made.folder, ...parts);

describe('a backup', () => {
  it('says what it holds: the log, its heads, figures, settings and files, each with its hash', async () => {
    const sha256 = await made.attach(0, 'công văn');
    const { manifest, folder } = await backUp('first');
    expect(manifest).toMatchObject({
      format: 1,
      program: { version: VERSION },
      madeAt: '2026-11-22T09:00:00.000Z',
      madeAtVietnam: '2026-11-22T16:00:00+07:00',
      generation: 1,
      seal: null,
      since: null,
      log: { events: 41, streams: 2, position: '0000000000000041' },
      attachments: { files: 1, bytes: 10, missing: [] },
    });
    expect(manifest.figures).toHaveLength(6); // Three regions, two sources, the one plan year.
    expect(manifest.files.map(({ path }) => path)).toEqual([`attachments/${storedPath(sha256)}`, 'log.sqlite', 'settings.json']);
    expect(filesUnder(folder)).toEqual([...manifest.files.map(({ path }) => path), 'manifest.json', 'manifest.sha256'].sort());
    expect(readManifest(folder).manifest).toEqual(manifest);
  });

  it('has the signing secrets of webhooks where there are some, for its owner alone', async () => {
    const text = '{"format":1,"webhooks":{}}';
    writeFileSync(webhookSecretsFile(made.places), text, { mode: 0o600 });
    const { manifest, folder } = await backUp('secret');
    expect(manifest.files.map(({ path }) => path)).toContain('webhook-secrets.json');
    expect(readFileSync(join(folder, 'webhook-secrets.json'), 'utf8')).toBe(text);
    expect(statSync(join(folder, 'webhook-secrets.json')).mode & 0o777).toBe(0o600);
  });

  it('is made while others write, and is the log as it was at one commit', async () => {
    const log = await SqliteLog.open({ file: made.places.logFile, program: 'spec' });
    try {
      const [{ manifest }] = await Promise.all([backUp('busy'), begin(log, 12)]);
      const { position } = manifest.log;
      expect(position && prefixDigest(at('busy', 'log.sqlite'), position)).toBe(position && prefixDigest(log.file, position));
      expect(Number(position)).toBeGreaterThanOrEqual(40);
    } finally {
      await log.close();
    }
  });

  it('wants a folder of its own: an empty one will do, a filled one is left as it is', async () => {
    mkdirSync(at('empty'));
    await backUp('empty');
    const before = readFileSync(at('empty', 'manifest.json'));
    await expect(backUp('empty')).rejects.toThrow(BackupRefused);
    expect(readFileSync(at('empty', 'manifest.json'))).toEqual(before);
  });

  it('leaves nothing behind when it cannot be made', async () => {
    writeFileSync(made.places.logFile, 'no log');
    await expect(backUp('none')).rejects.toThrow();
    expect(readdirSync(made.folder)).toEqual(['data']);
  });

  it('is not made of a log that does not verify', async () => {
    const { DatabaseSync } = await import('node:sqlite');
    const db = new DatabaseSync(made.places.logFile);
    db.exec('DROP TRIGGER events_never_change');
    db.exec("UPDATE events SET canonical = replace(canonical, '683000000', '683000001') WHERE position = 2");
    db.close();
    await expect(backUp('altered')).rejects.toThrow(/log-broken/);
    expect(readdirSync(made.folder)).toEqual(['data']);
  });

  it('takes away what a backup of a killed process left under the same name', async () => {
    mkdirSync(at('again.unfinished-999999'));
    await backUp('again');
    expect(readdirSync(made.folder).sort()).toEqual(['again', 'data']);
  });

  it('shares attached files with a former backup on the same disk, and never with the live store', async () => {
    const first = await made.attach(0, 'thứ nhất');
    await backUp('one');
    const second = await made.attach(1, 'thứ hai');
    const { manifest, linked } = await backUp('two', { since: at('one') });
    expect({ linked, files: manifest.attachments.files, since: manifest.since?.position }).toEqual({
      linked: 1,
      files: 2,
      since: '0000000000000041',
    });
    const inode = (folder: string, sha256: string) => statSync(at(folder, 'attachments', storedPath(sha256))).ino;
    expect(inode('two', first)).toBe(inode('one', first));
    const live = (sha256: string) => statSync(join(made.places.attachmentsDir, storedPath(sha256))).ino;
    expect([first, second].map(live)).not.toEqual([first, second].map((sha256) => inode('two', sha256)));
  });

  it('names the files that it could not find, and those whose bytes are others', async () => {
    const [gone, damaged] = [await made.attach(0, 'mất'), await made.attach(1, 'hỏng')];
    rmSync(join(made.places.attachmentsDir, storedPath(gone)));
    writeFileSync(join(made.places.attachmentsDir, storedPath(damaged)), 'other');
    const { manifest } = await backUp('lacking');
    expect(manifest.attachments).toEqual({ files: 0, bytes: 0, missing: [gone, damaged].sort() });
  });

  it('is refused before it begins where there is not room enough', async () => {
    await expect(assertRoom(made.folder, Number.MAX_SAFE_INTEGER)).rejects.toThrow(NoRoom);
    await expect(assertRoom(made.folder, 1)).resolves.toBeUndefined();
  });
});

describe('a manifest', () => {
  it('with any one byte changed is no manifest', async () => {
    await backUp('whole');
    for (const name of ['manifest.json', 'manifest.sha256']) {
      const bytes = readFileSync(at('whole', name));
      for (let byte = 0; byte < bytes.length; byte += name === 'manifest.json' ? 97 : 1) {
        const changed = Buffer.from(bytes);
        changed[byte] = (changed[byte] as number) ^ 1;
        writeFileSync(at('whole', name), changed);
        expect(() => readManifest(at('whole'))).toThrow(BrokenBackup);
      }
      writeFileSync(at('whole', name), bytes);
      expect(readManifest(at('whole')).manifest.log.events).toBe(40);
    }
  });

  it('of a newer build, or none at all, is said in words', () => {
    expect(() => readManifest(made.folder)).toThrow(/there is no manifest.json/);
  });
});
