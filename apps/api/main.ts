import { existsSync, statSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

/** Only what must come before everything else. The cache of compiled code lies with the build, where nobody else may write. */
const dist = join(import.meta.dirname, '../..');
enableCompileCache(join(dist, '.compile-cache'));

const changedMs = (path: string): number => statSync(join(dist, path)).mtimeMs;

/** The same code in few files starts faster; it is passed over when the code was built again without it. */
function bundleIsCurrent(): boolean {
  if (!existsSync(join(dist, 'bundle/start.js'))) return false;
  const bundledMs = changedMs('bundle/start.js');
  return ['apps/api/start.js', 'libs/config/config.js', 'libs/event-log/sqlite-log.js'].every((path) => changedMs(path) <= bundledMs);
}

type Start = typeof import('./start.ts');
const { start } = bundleIsCurrent() ? ((await import(join(dist, 'bundle/start.js'))) as Start) : await import('./start.ts');
await start(process.argv.slice(2));
