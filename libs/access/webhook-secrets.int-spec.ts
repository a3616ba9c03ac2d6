import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { UnreadableSecrets, WebhookSecrets } from './webhook-secrets.ts';

const NOW = '2026-11-26T02:00:00.000Z';
const later = (hours: number): string => new Date(Date.parse(NOW) + hours * 3_600_000).toISOString();

let folder: string;
let file: string;
let secrets: WebhookSecrets;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tiendo-webhooks-'));
  file = join(folder, 'webhook-secrets.json');
  secrets = new WebhookSecrets(file);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the secret of a webhook', () => {
  it('is one of Standard Webhooks, of 32 bytes, another for each', () => {
    const [one, other] = [secrets.add('wh-1'), secrets.add('wh-2')];
    expect(one).not.toBe(other);
    for (const secret of [one, other]) {
      expect(secret).toMatch(/^whsec_/);
      expect(Buffer.from(secret.slice('whsec_'.length), 'base64')).toHaveLength(32);
    }
    expect(new WebhookSecrets(file).of('wh-1', NOW)).toEqual([one]);
  });

  it('is made once, however often it is asked for', () => expect(secrets.add('wh-1')).toBe(secrets.add('wh-1')));

  it('is nobody’s before it is made and after it is removed', () => {
    expect(secrets.of('wh-1', NOW)).toEqual([]);
    secrets.add('wh-1');
    const other = secrets.add('wh-2');
    secrets.keepOnly(['wh-2', 'wh-9']);
    expect([secrets.of('wh-1', NOW), secrets.of('wh-2', NOW), secrets.of('wh-9', NOW)]).toEqual([[], [other], []]);
  });

  it('that is rotated signs beside the new one for 24 hours, the newest first', () => {
    const first = secrets.add('wh-1');
    const second = secrets.rotate('wh-1', NOW);
    expect(second).not.toBe(first);
    expect(secrets.of('wh-1', later(23.9))).toEqual([second, first]);
    expect(secrets.of('wh-1', later(24))).toEqual([second]);
    const third = secrets.rotate('wh-1', later(12));
    expect(secrets.of('wh-1', later(13))).toEqual([third, second, first]);
    expect(secrets.of('wh-1', later(25))).toEqual([third, second]);
    secrets.rotate('wh-1', later(48));
    expect(readFileSync(file, 'utf8')).not.toContain(first);
    expect(() => secrets.rotate('wh-9', NOW)).toThrow(RangeError);
  });
});

describe('the file', () => {
  it('is its owner’s alone, also after a crash left another, and nothing is left beside it', () => {
    writeFileSync(`${file}.new`, 'x', { mode: 0o644 });
    secrets.add('wh-1');
    secrets.rotate('wh-1', NOW);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(existsSync(`${file}.new`)).toBe(false);
  });

  it.each([
    ['half of it', (text: string) => text.slice(0, text.length / 2)],
    ['nothing', () => ''],
    ['null', () => 'null'],
    ['a list', () => '[]'],
    ['former secrets that are none', (text: string) => text.replace(/"former": \[[^\]]*\]/, '"former": [null]')],
    ['a later format', (text: string) => text.replace('"format": 1', '"format": 2')],
    ['a secret that is none', (text: string) => text.replace('whsec_', 'whsek_')],
    ['a former secret without an end', (text: string) => text.replace(/"until": "[^"]*"/, '"until": "?"')],
  ])('that holds %s is neither used nor written over, and its content not told', (_what, spoil) => {
    const secret = secrets.add('wh-1');
    secrets.rotate('wh-1', NOW);
    const spoilt = spoil(readFileSync(file, 'utf8'));
    writeFileSync(file, spoilt);
    for (const use of [() => secrets.of('wh-1', NOW), () => secrets.add('wh-2'), () => secrets.keepOnly([])]) {
      expect(use).toThrow(UnreadableSecrets);
      expect(use).toThrow(expect.objectContaining({ message: expect.not.stringContaining(secret.slice(6, 20)) }));
    }
    expect(readFileSync(file, 'utf8')).toBe(spoilt);
  });
});
