import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Problem } from '#contracts/problem';
import { newDataDir, removeDataDir, Served } from './served.ts';

const dataDir = newDataDir();
let api: Served & { readonly url: string };
beforeAll(async () => (api = await Served.start([], { TIENDO_DATA: dataDir, TIENDO_RATE_MAX: '5' })), 120_000);
afterAll(async () => {
  await api.stop();
  removeDataDir(dataDir);
});

describe('a client that asks too often', () => {
  it('is told when to come back, whatever address it claims to come from', async () => {
    const asked = Array.from({ length: 30 }, (_, n) =>
      fetch(`${api.url}/api/v1/identity`, { headers: { 'x-forwarded-for': `10.0.0.${n}` } }),
    );
    const answers = await Promise.all(asked);
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(15);
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(10);
    const [first] = refused;
    expect(((await first?.json()) as Problem).code).toBe('too-many-requests');
    expect(['retry-after', 'ratelimit-policy', 'ratelimit'].map((name) => first?.headers.get(name))).toEqual([
      '1',
      '"client";q=10;w=2',
      '"client";r=0;t=1',
    ]);
  });

  it('is served again after that, and health checks are never counted', async () => {
    expect((await fetch(`${api.url}/health/live`)).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect((await fetch(`${api.url}/api/v1/identity`)).status).toBe(200);
  });
});
