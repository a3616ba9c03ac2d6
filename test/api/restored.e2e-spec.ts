import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Ready } from '#contracts/service';
import { makeBackup } from '#recovery/backup';
import { placesUnder } from '#recovery/places';
import { confirmReconciled } from '#recovery/reconcile';
import { restore } from '#recovery/restore';
import { surveyOf } from '../faults/inputs-survey.ts';
import { newDataDir, removeDataDir, Served } from './served.ts';

/** One installation through its life: backed up while it serves, worked on, restored, reconciled, replaced by an older file. */
const folder = newDataDir();
const places = placesUnder(join(folder, 'data'));
const backup = join(folder, 'backup');
const programVersion = 'spec';
const restoring = () => restore({ folder: backup, places, replace: true, by: 'operator', programVersion });

let api: Served & { readonly url: string };
/** What a client was told of its second command, which the backup lacks. */
let told = '';

const start = async () => (api = await Served.start([], { TIENDO_DATA: places.dataDir }));
const ready = async () => (await (await fetch(`${api.url}/health/ready`)).json()) as Ready;
const metric = async (name: string): Promise<number> =>
  Number(new RegExp(`^${name} (.*)$`, 'm').exec(await (await fetch(`${api.url}/metrics`)).text())?.[1]);
const status = async (code: string) => (await fetch(`${api.url}/api/v1/projects/${code}`, { headers: { prefer: 'wait=10' } })).status;

const KEYS: Readonly<Record<string, string>> = {
  'KCQG-2027-38-001': '0b3c2f0e-2f4e-4d56-9b7e-0c4f3f1f0001',
  'KCQG-2027-38-002': '0b3c2f0e-2f4e-4d56-9b7e-0c4f3f1f0002',
};

const survey = (code: string): Promise<Response> =>
  fetch(`${api.url}/api/v1/projects`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': KEYS[code] ?? '' },
    body: JSON.stringify(surveyOf('2026-11-01', code.slice(-3))),
  });

beforeAll(async () => {
  await start();
  expect((await survey('KCQG-2027-38-001')).status).toBe(201);
  await makeBackup({ places, folder: backup, settings: {}, programVersion });
  const second = await survey('KCQG-2027-38-002');
  told = second.headers.get('tiendo-position') ?? '';
  expect([second.status, await status('KCQG-2027-38-002')]).toEqual([201, 200]);
});
afterAll(async () => {
  await api.stop();
  removeDataDir(folder);
});

describe('after a restore', () => {
  beforeAll(async () => {
    await expect(restoring()).rejects.toThrow(/tiendo \S+ api/); // Not under a running server.
    expect((await ready()).restored).toBeNull();
    await api.stop();
    expect((await restoring()).outcome).toBe('restored');
    await start();
  });

  it('says so at the start and in health, until somebody confirms', async () => {
    expect(api.stdout).toMatch(/ĐÃ PHỤC HỒI .*chưa gửi gì ra ngoài/);
    expect(await metric('tiendo_restored_unreconciled')).toBe(1);
    expect(await ready()).toMatchObject({ status: 'ready', restored: { generation: 2, cause: 'restored', position: '0000000000000001' } });
  });

  it('answers from the restored log alone: what readers had seen beyond it is gone', async () => {
    expect([await status('KCQG-2027-38-001'), await status('KCQG-2027-38-002')]).toEqual([200, 404]);
  });

  it('does not wait for a position that was handed out before, nor claims to have reached it', async () => {
    const { headers } = await fetch(`${api.url}/api/v1/projects`, { headers: { prefer: 'wait=10', 'tiendo-position': told } });
    expect([headers.get('preference-applied'), headers.get('tiendo-position')]).toEqual([null, '0000000000000001']);
    expect((await fetch(`${api.url}/api/v1/live`, { headers: { 'last-event-id': told } })).status).toBe(400);
  });

  it('takes a command that was acknowledged after the backup again: it is simply new', async () => {
    const again = await survey('KCQG-2027-38-002');
    expect([again.status, await status('KCQG-2027-38-002')]).toEqual([201, 200]);
    confirmReconciled({ dataDir: places.dataDir, by: 'operator', reason: 'đã nhập lại' });
    expect((await ready()).restored).toBeNull();
    expect(await metric('tiendo_restored_unreconciled')).toBe(0);
  });
});

it('an older file in the place of the log is noticed at the start, and quiet', async () => {
  await api.stop();
  copyFileSync(join(backup, 'log.sqlite'), places.logFile);
  await start();
  expect((await ready()).restored).toMatchObject({ generation: 3, cause: 'older-log', backupMadeAt: null });
  expect(await status('KCQG-2027-38-002')).toBe(404);
});
