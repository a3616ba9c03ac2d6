import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { keepRestore, type Restored } from './generation.ts';
import { quiet } from './quiet.ts';
import { confirmReconciled } from './reconcile.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'tiendo-quiet-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const restored = (phase: Restored['phase']): Restored => ({
  generation: 2,
  logId: 'log',
  phase,
  cause: 'restored',
  at: '2026-11-22T09:00:00.000Z',
  by: 'operator',
  position: null,
  backup: null,
  keptAside: null,
  evidence: [],
  confirmed: null,
});
const clock = { now: () => '2026-11-23T01:00:00.000Z' };
const confirm = (reason: string) => confirmReconciled({ dataDir, by: 'chi-hoa', reason, clock });

it('a log that was never restored sends', () => expect(quiet(dataDir)).toBeNull());

it('nothing is sent from the moment of the switch until somebody confirms, who is recorded with the reason', () => {
  for (const phase of ['switching', 'reconcile'] as const) {
    keepRestore(dataDir, restored(phase));
    expect(quiet(dataDir)).toEqual({ why: 'restored', since: '2026-11-22T09:00:00.000Z' });
  }
  expect(confirm(' đã nhập lại 3 việc ')?.confirmed).toEqual({
    at: '2026-11-23T01:00:00.000Z',
    by: 'chi-hoa',
    reason: 'đã nhập lại 3 việc',
  });
  expect(quiet(dataDir)).toBeNull();
});

it('said twice, the first confirmation stands', () => {
  keepRestore(dataDir, restored('reconcile'));
  confirm('first');
  expect(confirm('second')?.confirmed?.reason).toBe('first');
});

it('is not confirmed without a reason, nor in the middle of a switch', () => {
  keepRestore(dataDir, restored('reconcile'));
  expect(() => confirm('  ')).toThrow(RangeError);
  keepRestore(dataDir, restored('switching'));
  expect(() => confirm('done')).toThrow(/run it again/);
  expect(quiet(dataDir)).not.toBeNull();
});

it('a later restore is quiet again', () => {
  keepRestore(dataDir, restored('reconcile'));
  confirm('done');
  keepRestore(dataDir, { ...restored('reconcile'), generation: 3 });
  expect(quiet(dataDir)).not.toBeNull();
});

it.each(['', '{"format":1', '{"format":2,"restores":[]}', '[]'])('what cannot be read is quiet: %j', (text) => {
  writeFileSync(join(dataDir, 'restores.json'), text);
  expect(quiet(dataDir)).toEqual({ why: 'unknown', since: null });
});
