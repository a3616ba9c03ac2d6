import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { packageRoot } from '#config/package-root';
import { programVersion } from '#config/program-name';
import { compareVersions, storedReleases } from './stored-releases.ts';

interface Heading {
  readonly version: string;
  /** Day of the release; null: its log is not kept yet. */
  readonly on: string | null;
}

/** `## 0.2.0 - 2026-12-01`, or `## 0.2.0 (unreleased)` while the release is being cut; newest first. */
const headings = (changelog: string): readonly Heading[] =>
  [...changelog.matchAll(/^## (\d+\.\d+\.\d+)(?: - (\d{4}-\d{2}-\d{2})| \(unreleased\))$/gm)].map(([, version = '', on = null]) => ({
    version,
    on,
  }));

/** What does not agree; empty: all does. */
function disagreements(changelog: string, packageVersion: string, stored: readonly string[]): readonly string[] {
  const releases = headings(changelog);
  const listed = new Set(releases.map(({ version }) => version));
  const found: string[] = [];
  const newest = releases[0]?.version ?? 'none';
  if (newest !== packageVersion) found.push(`package.json says ${packageVersion}, the newest version of CHANGELOG.md is ${newest}`);
  if (releases.some(({ version }, index) => index > 0 && compareVersions(releases[index - 1]?.version ?? '', version) <= 0))
    found.push('the versions of CHANGELOG.md do not fall');
  for (const { version, on } of releases)
    if (on !== null && !stored.includes(version)) found.push(`${version} was released on ${on} and its log is not in test/histories`);
  for (const version of stored) if (!listed.has(version)) found.push(`${version} has a log and is not in CHANGELOG.md`);
  return found;
}

describe('a release', () => {
  it('is a version of CHANGELOG.md with its log in test/histories, and the newest one is package.json’s', () => {
    const changelog = readFileSync(join(packageRoot(), 'CHANGELOG.md'), 'utf8');
    expect(
      disagreements(
        changelog,
        programVersion(),
        storedReleases().map(({ version }) => version),
      ),
    ).toEqual([]);
  });

  it.each([
    ['## 0.2.0 (unreleased)\n## 0.1.0 - 2026-11-22', '0.2.0', ['0.1.0'], []],
    ['## 0.1.0 - 2026-11-22', '0.2.0', ['0.1.0'], ['package.json says 0.2.0, the newest version of CHANGELOG.md is 0.1.0']],
    [
      '## 0.2.0 - 2026-12-01\n## 0.1.0 - 2026-11-22',
      '0.2.0',
      ['0.1.0'],
      ['0.2.0 was released on 2026-12-01 and its log is not in test/histories'],
    ],
    ['## 0.2.0 (unreleased)', '0.2.0', ['0.1.0'], ['0.1.0 has a log and is not in CHANGELOG.md']],
    ['## 0.9.0 - 2026-12-01\n## 0.10.0 - 2026-11-22', '0.9.0', ['0.9.0', '0.10.0'], ['the versions of CHANGELOG.md do not fall']],
  ])('%j with package %s and logs of %j', (changelog, version, stored, found) =>
    expect(disagreements(changelog, version, stored)).toEqual(found),
  );

  it('names the commit that it was built from', () => {
    for (const { commit } of storedReleases()) expect(commit).toMatch(/^[0-9a-f]{40}$/);
  });
});
