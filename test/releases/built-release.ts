import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packageRoot } from '#config/package-root';
import { SCHEMAS } from './event-schemas.ts';
import type { StoredRelease } from './stored-releases.ts';

const DRIVER = 'test/releases/driver';

/** A release as a program that can be started beside this one. */
export interface BuiltRelease {
  readonly version: string;
  /** Its tree, built. */
  readonly root: string;
  /** `dist/test/releases/driver.js` in its tree. */
  readonly driver: string;
  /** `{Type}.v{N}` of every event that it knows. */
  readonly knows: ReadonlySet<string>;
}

/** This tree, as it is built. */
export const thisBuild = (): BuiltRelease => builtIn('this build', packageRoot());

/**
 * Builds a release from the commit in its history, in a folder of its own. Its packages are this tree's where it asks for the same
 * versions, else they are installed.
 * @throws Error the commit is not in this clone, or does not build
 */
export function buildRelease({ version, commit }: StoredRelease, root: string): BuiltRelease {
  if (spawnSync('git', ['cat-file', '-e', `${commit}^{commit}`], { cwd: packageRoot() }).status !== 0)
    throw new Error(`release ${version}: commit ${commit} is not in this clone; fetch it (git fetch --unshallow) and run this again`);
  mkdirSync(root, { recursive: true });
  const archive = join(root, '..', `${version}.tar`);
  execFileSync('git', ['archive', '--output', archive, commit], { cwd: packageRoot() });
  execFileSync('tar', ['-xf', archive, '-C', root]);
  if (samePackages(root)) symlinkSync(join(packageRoot(), 'node_modules'), join(root, 'node_modules'), 'junction');
  else execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  if (!existsSync(join(root, `${DRIVER}.ts`))) {
    mkdirSync(dirname(join(root, DRIVER)), { recursive: true });
    copyFileSync(join(packageRoot(), `${DRIVER}.ts`), join(root, `${DRIVER}.ts`));
  }
  execFileSync(process.execPath, ['tools/build.mjs', 'code'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  return builtIn(version, root);
}

const builtIn = (version: string, root: string): BuiltRelease => ({
  version,
  root,
  driver: join(root, 'dist', `${DRIVER}.js`),
  knows: knownEvents(root),
});

interface Packages {
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const packagesOf = (folder: string): Packages => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Packages;

function samePackages(root: string): boolean {
  return Object.entries(packagesOf(root).dependencies ?? {}).every(([name, version]) => {
    const own = join(packageRoot(), 'node_modules', name);
    return existsSync(own) && packagesOf(own).version === version;
  });
}

/** Read off its tree and not asked of its code: its published schemas, or before there were any the types in its sources. */
function knownEvents(root: string): ReadonlySet<string> {
  const schemas = join(root, SCHEMAS);
  if (existsSync(schemas))
    return new Set(readdirSync(schemas).flatMap((file) => (file.endsWith('.schema.json') ? [file.slice(0, -'.schema.json'.length)] : [])));
  const sources = readdirSync(join(root, 'libs/lifecycle'), { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.events.ts'),
  );
  const types = sources.flatMap((file) => [
    ...readFileSync(join(root, 'libs/lifecycle', file), 'utf8').matchAll(/readonly type: '([A-Za-z]+)'/g),
  ]);
  return new Set(types.map(([, type = '']) => `${type}.v1`));
}
