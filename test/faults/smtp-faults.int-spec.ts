import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Findings } from './proof-result.ts';
import { smtpBehaviours } from './smtp-behaviours.ts';
import { endlessSender, hastySender, type MakeSender, ourSender, renamingSender, tryMails } from './smtp-faults.ts';

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'tiendo-smtp-'))));
afterAll(() => rmSync(folder, { recursive: true }));

async function found(make: MakeSender, names: readonly string[] = smtpBehaviours.map(({ name }) => name)): Promise<Findings> {
  const findings = new Findings();
  const behaviours = smtpBehaviours.filter(({ name }) => names.includes(name));
  expect(await tryMails({ n: 3, behaviours, folder, make, findings, ...(make === endlessSender ? { patienceMs: 5_000 } : {}) })).toBe(
    names.length * 3,
  );
  return findings;
}

describe('mails to servers that do everything wrong', () => {
  it('end in time, are lost by none, and can be told apart by their Message-ID alone', async () => {
    expect(smtpBehaviours.length).toBeGreaterThanOrEqual(20);
    expect(await found(ourSender)).toMatchObject({ lost: 0, doubled: 0, violations: 0, details: [] });
  }, 120_000);

  it('the check finds senders that are broken on purpose', async () => {
    const [renaming, endless, hasty] = await Promise.all([
      found(renamingSender, ['drops after the last dot']),
      found(endlessSender, ['answers a byte at a time']),
      found(hastySender, ['closes at once']),
    ]);
    expect(renaming.doubled).toBeGreaterThan(0);
    expect(endless.violations).toBeGreaterThan(0);
    expect(hasty.lost).toBeGreaterThan(0);
  });
});
