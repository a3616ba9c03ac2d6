/** Which parts of the build are older than their sources: a walk over modification times, cheap enough for every `npm run`. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What each part is built from and the file whose time says when. A folder's own time counts too: it moves when a file is deleted. */
export const PARTS = {
  code: {
    from: ['apps/api', 'apps/cli', 'apps/worker', 'libs', 'test', '.swcrc', 'tools/build.mjs', 'tools/bundle.mjs'],
    stamp: 'dist/.built-code',
  },
  web: { from: ['apps/web', 'libs/contracts', 'tools/build.mjs'], stamp: 'dist/.built-web' },
};

const NOT_SOURCES = new Set(['node_modules', 'results', 'histories']);

/** @returns the names among `wanted` that have no build yet or an old one */
export function staleParts(root, wanted) {
  return wanted.filter((part) => {
    const built = statSync(join(root, PARTS[part].stamp), { throwIfNoEntry: false });
    return built === undefined || PARTS[part].from.some((path) => anyNewer(join(root, path), built.mtimeMs));
  });
}

function anyNewer(path, thanMs) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return false;
  if (found.mtimeMs > thanMs) return true;
  if (!found.isDirectory()) return false;
  return readdirSync(path, { withFileTypes: true }).some((entry) => {
    if (NOT_SOURCES.has(entry.name)) return false;
    const inside = join(path, entry.name);
    return entry.isDirectory() ? anyNewer(inside, thanMs) : statSync(inside).mtimeMs > thanMs;
  });
}
