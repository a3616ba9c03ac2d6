import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { packageRoot } from '#config/package-root';
import { openLog } from '#event-log/open';
import { anEvent } from './events.fixture.ts';
import { KurrentDouble } from './kurrent-double.ts';

describe('opening a log by where it is', () => {
  it('takes the adapter that the place asks for', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tiendo-open-'));
    const double = await KurrentDouble.start();
    const places = [
      { kind: 'sqlite', file: join(folder, 'log.sqlite') },
      { kind: 'kurrentdb', address: double.address },
    ] as const;
    for (const place of places) {
      const log = await openLog(place, { program: 'test' });
      expect((await log.append('project-1', 'no_stream', [anEvent()])).revision).toBe(0);
      await log.close();
    }
    await double.discard();
    rmSync(folder, { recursive: true });
  });

  it('refuses an address that is not safe, before anything is connected', async () => {
    await expect(openLog({ kind: 'kurrentdb', address: 'kurrentdb://db?tls=false' }, { program: 'test' })).rejects.toThrow(/loopback only/);
  });

  it('does not load the client of KurrentDB for a log in a file', () => {
    const program = `
      import { createRequire } from 'node:module';
      const { openLog } = await import('#event-log/open');
      const loaded = () => Object.keys(createRequire(import.meta.url).cache).filter((path) => /kurrent|grpc/.test(path)).length;
      const log = await openLog({ kind: 'sqlite', file: process.argv[1] }, { program: 'test' });
      await log.close();
      const before = loaded();
      await (await import('#event-log/kurrentdb/connection')).clientFactory('kurrentdb://127.0.0.1');
      process.stdout.write(JSON.stringify([before, loaded() > 0]));`;
    const folder = mkdtempSync(join(tmpdir(), 'tiendo-open-'));
    const flags = ['--conditions=source', '--disable-warning=ExperimentalWarning', '-e', program];
    const { stdout, stderr } = spawnSync(process.execPath, [...flags, join(folder, 'log.sqlite')], {
      cwd: packageRoot(),
      encoding: 'utf8',
    });
    rmSync(folder, { recursive: true });
    expect({ stdout, stderr }).toEqual({ stdout: '[0,true]', stderr: '' });
  });
});
