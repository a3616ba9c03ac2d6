import { hash } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { hashAt, summarise } from '#event-log/log-summary';
import { SqliteLog } from '#event-log/sqlite-log';
import { readPosition } from '#read-models/database';
import { ReadModelReader } from '#read-models/read-model-reader';
import { openLive } from '#read-models/live-read-models';
import { storedPath } from './attached-files.ts';
import { type BackedUp, makeBackup } from './backup.ts';
import { keepRestore, lastRestore, readRestores } from './generation.ts';
import { BrokenBackup, type Manifest } from './manifest.ts';
import { openForWriting } from './open-log.ts';
import { type Places, placesUnder, webhookSecretsFile } from './places.ts';
import { clock, Installation, VERSION } from './recovery.fixture.ts';
import { LogInPlace, restore, type RestoreAsked } from './restore.ts';

let template: Installation;
let made: Installation;
let backup: BackedUp;
let attached: string;
beforeAll(async () => {
  template = await Installation.withProjects(2);
  attached = await template.attach(0, 'công văn');
  const folder = join(template.folder, 'backup');
  backup = await makeBackup({ places: template.places, folder, settings: {}, programVersion: VERSION, clock });
});
beforeEach(() => {
  made = template.copied();
  backup = { ...backup, folder: join(made.folder, 'backup') };
});
afterEach(() => made.remove());
afterAll(() => template.remove());

const restoring = (more: Partial<RestoreAsked> = {}) =>
  restore({ folder: backup.folder, places: made.places, by: 'operator', programVersion: VERSION, clock, ...more });
const elsewhere = (): Places => placesUnder(join(made.folder, 'elsewhere'));

describe('a restore to where nothing is', () => {
  it('brings back the log, its files and read models that stand at its end, and is quiet', async () => {
    const places = elsewhere();
    const { outcome, comparison, restored } = await restoring({ places });
    expect(outcome).toBe('restored');
    expect(comparison).toMatchObject({
      files: 3,
      folded: 2,
      figures: 6,
      differences: [],
      verified: { ok: true, events: 41, unanchoredSince: null },
    });
    expect(summarise(places.logFile)).toEqual(backup.manifest.log);
    expect(readFileSync(join(places.attachmentsDir, storedPath(attached)), 'utf8')).toBe('công văn');
    expect(restored).toMatchObject({ generation: 2, phase: 'reconcile', cause: 'restored', keptAside: null, position: '0000000000000041' });
    expect(lastRestore(places.dataDir)).toEqual(restored);
    const reader = new ReadModelReader(places.readModelsDir);
    expect(readPosition(reader.db)).toBe('0000000000000041');
    reader.close();
  });

  it('with a dry run does every check and leaves no trace', async () => {
    const { outcome, comparison } = await restoring({ places: elsewhere(), dryRun: true });
    expect([outcome, comparison?.differences]).toEqual(['dry-run', []]);
    expect(readdirSync(made.folder).sort()).toEqual(['backup', 'data']);
  });

  it('brings back the signing secrets of webhooks where there are none, and never takes the place of newer ones', async () => {
    const secrets = webhookSecretsFile(made.places);
    writeFileSync(secrets, 'old', { mode: 0o600 });
    const folder = join(made.folder, 'with-secrets');
    await makeBackup({ places: made.places, folder, settings: {}, programVersion: VERSION, clock });
    await restoring({ folder, places: elsewhere(), dryRun: true });
    expect(existsSync(elsewhere().dataDir)).toBe(false);
    await restoring({ folder, places: elsewhere() });
    expect(readFileSync(webhookSecretsFile(elsewhere()), 'utf8')).toBe('old');
    expect(statSync(webhookSecretsFile(elsewhere())).mode & 0o777).toBe(0o600);
    writeFileSync(secrets, 'new');
    await made.work(0, 'later');
    await restoring({ folder, replace: true });
    expect(readFileSync(secrets, 'utf8')).toBe('new');
  });

  it('never takes what lies beside the listed files: a write-ahead log of another log stays out', async () => {
    const other = await Installation.withProjects(1);
    const log = await SqliteLog.open({ file: other.places.logFile, program: 'spec' });
    linkOrCopy(`${other.places.logFile}-wal`, join(backup.folder, 'log.sqlite-wal'));
    await log.close();
    await other.remove();
    const { outcome, strangers } = await restoring({ places: elsewhere() });
    expect([outcome, strangers]).toEqual(['restored', ['log.sqlite-wal']]);
    expect(summarise(elsewhere().logFile)).toEqual(backup.manifest.log);
  });
});

function linkOrCopy(file: string, target: string): void {
  if (existsSync(file)) linkSync(file, target);
  else writeFileSync(target, 'a write-ahead log');
}

describe('a backup that is not as it was made', () => {
  it.each(['log.sqlite', 'settings.json'])('is refused for one byte of %s', async (name) => {
    const file = join(backup.folder, name);
    const bytes = readFileSync(file);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] as number) ^ 1;
    writeFileSync(file, bytes);
    await expect(restoring({ places: elsewhere() })).rejects.toThrow(BrokenBackup);
    expect(existsSync(elsewhere().logFile)).toBe(false);
  });

  it('is refused for an attached file that is gone', async () => {
    rmSync(join(backup.folder, 'attachments', storedPath(attached)));
    await expect(restoring({ places: elsewhere() })).rejects.toThrow(/missing/);
  });

  it.each<[string, (manifest: Manifest) => Manifest]>([
    ['log.headsDigest', (m) => ({ ...m, log: { ...m.log, headsDigest: '0'.repeat(64) } })],
    ['log.events', (m) => ({ ...m, log: { ...m.log, events: 40 } })],
    ['north 2022 KCDP plan', (m) => ({ ...m, figures: m.figures.map((f, n) => (n === 1 ? { ...f, plan: f.plan + 1 } : f)) })],
    ['attachments', (m) => ({ ...m, attachments: { ...m.attachments, missing: ['f'.repeat(64)] } })],
  ])('and whose manifest was made to lie about %s differs after the replay', async (what, lie) => {
    const text = `${JSON.stringify(lie(backup.manifest), null, 2)}\n`;
    writeFileSync(join(backup.folder, 'manifest.json'), text);
    writeFileSync(join(backup.folder, 'manifest.sha256'), `${hash('sha256', text, 'hex')}  manifest.json\n`);
    const { outcome, comparison } = await restoring({ places: elsewhere() });
    expect([outcome, comparison?.differences.map((difference) => difference.what)]).toEqual(['differs', [what]]);
    expect(existsSync(elsewhere().logFile)).toBe(false);
  });

  it('but made by another version may have other sums: they are said, and the events decide', async () => {
    const manifest = { ...backup.manifest, figures: backup.manifest.figures.map((figure) => ({ ...figure, plan: 1 })) };
    const text = `${JSON.stringify(manifest)}\n`;
    writeFileSync(join(backup.folder, 'manifest.json'), text);
    writeFileSync(join(backup.folder, 'manifest.sha256'), `${hash('sha256', text, 'hex')}  manifest.json\n`);
    const { outcome, comparison } = await restoring({ places: elsewhere(), programVersion: '10.0.0' });
    expect([outcome, comparison?.figuresOfOtherVersion.length]).toEqual(['restored', 6]);
  });
});

describe('a restore over a log', () => {
  it('is refused unless told, and not while somebody writes', async () => {
    const before = summarise(made.places.logFile);
    await expect(restoring()).rejects.toThrow(LogInPlace);
    await made.writing(() => expect(restoring({ replace: true })).rejects.toThrow(/is being written by/));
    expect(summarise(made.places.logFile)).toEqual(before);
    expect(readRestores(made.places.dataDir)).toEqual([]);
  });

  it('keeps the old log whole, and said again changes nothing', async () => {
    await made.work(0, 'later');
    const old = summarise(made.places.logFile);
    const { restored } = await restoring({ replace: true });
    expect(summarise(made.places.logFile)).toEqual(backup.manifest.log);
    expect(summarise(join(made.places.dataDir, restored?.keptAside ?? '', 'log.sqlite'))).toEqual(old);
    const again = await restoring({ replace: true });
    expect([again.outcome, again.restored]).toEqual(['already', restored]);
    expect(readdirSync(join(made.places.dataDir, 'replaced'))).toHaveLength(1);
  });

  it('said again takes away what a process left that was killed after the switch', async () => {
    await restoring({ replace: true });
    const left = join(made.places.dataDir, 'restore.unfinished-999999');
    mkdirSync(left);
    expect((await restoring({ replace: true })).outcome).toBe('already');
    expect(existsSync(left)).toBe(false);
  });

  it('is another restore once something was written since', async () => {
    await restoring({ replace: true });
    await made.work(1, 'after the restore');
    expect((await restoring({ replace: true })).restored).toMatchObject({ generation: 3 });
    expect(readdirSync(join(made.places.dataDir, 'replaced'))).toHaveLength(2);
  });

  it('takes a damaged log out of the way, with its write-ahead log', async () => {
    writeFileSync(made.places.logFile, 'no log any more');
    writeFileSync(`${made.places.logFile}-wal`, 'left over');
    const { restored } = await restoring({ replace: true });
    const kept = join(made.places.dataDir, restored?.keptAside ?? '');
    expect([readFileSync(join(kept, 'log.sqlite'), 'utf8'), readFileSync(join(kept, 'log.sqlite-wal'), 'utf8')]).toEqual([
      'no log any more',
      'left over',
    ]);
    expect(summarise(made.places.logFile)).toEqual(backup.manifest.log);
  });

  it('makes readers begin again that had seen more than the restored log has', async () => {
    await made.work(0, 'later');
    const { places } = made;
    await made.writing(async (log) => {
      const live = await openLive({ log, directory: places.readModelsDir });
      await live.projector.catchUp();
      live.close();
      writeFileSync(join(places.dataDir, 'follow-ups.json'), JSON.stringify({ log: log.logId, position: await log.head() }));
    });
    await restoring({ replace: true });
    expect(existsSync(join(places.dataDir, 'follow-ups.json'))).toBe(false);
    const reader = new ReadModelReader(places.readModelsDir);
    expect(readPosition(reader.db)).toBe('0000000000000041');
    reader.close();
  });
});

describe('a restore that was cut off in its switch', () => {
  const opening = (places: Places) =>
    openForWriting({ log: { kind: 'sqlite', file: places.logFile }, folders: places, program: 'spec', by: 'operator', now: clock.now() });
  const cutOff = (keptAside: string | null) =>
    keepRestore(made.places.dataDir, {
      generation: 2,
      logId: backup.manifest.log.logId,
      phase: 'switching',
      cause: 'restored',
      at: '2026-11-21T00:00:00.000Z',
      by: 'operator',
      position: backup.manifest.log.position,
      backup: { folder: backup.folder, madeAt: backup.manifest.madeAt, manifestSha256: backup.sha256 },
      keptAside,
      evidence: [],
      confirmed: null,
    });

  it('before the renaming: nobody writes until it is run again, which keeps the old log', async () => {
    await made.work(0, 'later');
    const old = summarise(made.places.logFile);
    cutOff('replaced/then');
    await expect(opening(made.places)).rejects.toThrow(/run the same restore again/);
    const { outcome, restored } = await restoring(); // Without --replace: it was said the first time.
    expect([outcome, restored]).toMatchObject([
      'restored',
      { generation: 2, phase: 'reconcile', at: '2026-11-21T00:00:00.000Z', keptAside: 'replaced/then' },
    ]);
    expect(summarise(join(made.places.dataDir, 'replaced/then/log.sqlite'))).toEqual(old);
    await (await opening(made.places)).close();
  });

  it('after the renaming: what was kept is not overwritten by the restored log', async () => {
    await made.work(0, 'later');
    const old = summarise(made.places.logFile);
    const aside = join(made.places.dataDir, 'replaced/then');
    mkdirSync(aside, { recursive: true });
    renameSync(made.places.logFile, join(aside, 'log.sqlite'));
    writeFileSync(made.places.logFile, readFileSync(join(backup.folder, 'log.sqlite')));
    cutOff('replaced/then');
    expect(await restoring()).toMatchObject({ outcome: 'restored', restored: { keptAside: 'replaced/then' } });
    expect(summarise(join(aside, 'log.sqlite'))).toEqual(old);
    expect(hashAt(made.places.logFile, '0000000000000041')).toBe(backup.manifest.log.lastHash);
  });
});
