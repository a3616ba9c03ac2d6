import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Entry {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
type Packages = Readonly<Record<string, Entry>>;

const root = join(import.meta.dirname, '..');
const packages: Packages = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Platform packages that a package names and the lock lacks: `npm ci` stops on them, and their platforms cannot build. */
const leftOut = (lock: Packages) =>
  Object.entries(lock).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !lock[`node_modules/${name}`] && !lock[`${path}/node_modules/${name}`])
      .map((name) => `${path} wants ${name}`),
  );

describe('package-lock.json', () => {
  it('holds the packages of every platform (docs/adr/0004)', () => expect(leftOut(packages)).toEqual([]));

  it('would be caught without one of them', () => {
    const { 'node_modules/@swc/core-darwin-arm64': _one, ...others } = packages;
    expect(leftOut(others)).toEqual(['node_modules/@swc/core wants @swc/core-darwin-arm64']);
  });

  it('pins every package by its content and names no registry', () => {
    const third = Object.entries(packages).filter(([path]) => path !== '');
    expect(third.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([path]) => path)).toEqual([]);
    expect(third.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
  });

  it('comes from exact versions', () => {
    const loose = Object.entries<string>({ ...dependencies, ...devDependencies }).filter(([, range]) => !/^\d+\.\d+\.\d+$/.test(range));
    expect(loose).toEqual([]);
  });
});

describe('docs/dependencies.md', () => {
  it('has a line for each runtime dependency and for nothing else', () => {
    const page = readFileSync(join(root, 'docs/dependencies.md'), 'utf8');
    const named = [...page.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name);
    expect(named.toSorted()).toEqual(Object.keys(dependencies).toSorted());
  });
});
