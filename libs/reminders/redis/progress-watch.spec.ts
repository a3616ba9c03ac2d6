import { describe, expect, it } from '@jest/globals';
import { ProgressWatch } from './progress-watch.ts';
import { serverFault } from './server-fault.ts';

describe('a worker that stands still', () => {
  const waits = (nowMs: number) => ({ nowMs, waiting: 3, full: false });

  it('is replaced after a minute, and given up after another', () => {
    const watch = new ProgressWatch(0);
    expect([59_999, 60_000, 119_999, 120_000].map((nowMs) => watch.look(waits(nowMs)))).toEqual(['fine', 'replace', 'fine', 'give-up']);
  });

  it('does not, when a job began or ended, nothing waits, its hands are full, or Redis was away', () => {
    const watch = new ProgressWatch(0);
    watch.moved(30_000);
    expect(watch.look(waits(80_000))).toBe('fine');
    expect(watch.look({ nowMs: 100_000, waiting: 0, full: false })).toBe('fine');
    expect(watch.look({ nowMs: 200_000, waiting: 9, full: true })).toBe('fine');
    watch.excused(250_000);
    expect(watch.look(waits(309_000))).toBe('fine');
    expect(watch.look(waits(310_000))).toBe('replace');
    watch.moved(311_000);
    expect(watch.look(waits(371_000))).toBe('replace');
  });
});

describe('a Redis that may be used', () => {
  const info = (version: string, policy: string) => `# Server\r\nredis_version:${version}\r\n# Memory\r\nmaxmemory_policy:${policy}\r\n`;

  it.each([
    ['6.2.0', 'noeviction', null],
    ['8.0.1', 'noeviction', null],
    ['6.0.16', 'noeviction', 'Redis is 6.0.16: it must be 6.2 or newer'],
    ['7.0.15', 'volatile-lru', 'Redis has maxmemory-policy volatile-lru: it must be noeviction, or it drops what is queued'],
  ])('%s with %s', (version, policy, fault) => expect(serverFault(info(version, policy))).toBe(fault));

  it('is not one that does not say what it is', () => expect(serverFault('')).toBe('Redis is unknown: it must be 6.2 or newer'));
});
