/**
 * Builds into dist/: the server side by SWC (types are checked by `npm run lint`, not here), the console's page by Vite.
 *
 *   node tools/build.mjs [code] [web]      both without an argument
 *
 * Files are replaced one by one and what no source stands for any more is removed last, so a process that runs from dist keeps its files.
 */
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleApi } from './bundle.mjs';
import { PARTS } from './stale.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CODE_FOLDERS = ['apps/api', 'apps/cli', 'apps/worker', 'libs', 'test'];
/** Tests run from the sources; peers have their own packages; results and histories are data of the checkout. */
const LEFT_OUT = /(^|\/)(node_modules|peers|results|histories|fixtures)(\/|$)|spec\.tsx?$|\.d\.ts$|tsconfig.*\.json$|\.md$/;
const IN_FLIGHT = 16;

function filesUnder(folder) {
  if (!existsSync(join(ROOT, folder))) return [];
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (LEFT_OUT.test(path)) return [];
    return entry.isDirectory() ? filesUnder(path) : [path];
  });
}

/** Everything that is not TypeScript travels as it is: reference data, schemas, SQL. */
function copy(path) {
  const to = join(ROOT, 'dist', path);
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(join(ROOT, path), to);
  return [path];
}

async function compile(path, swc) {
  const out = path.replace(/\.tsx?$/, '.js');
  const { code, map } = await swc.transformFile(join(ROOT, path), {
    cwd: ROOT,
    swcrc: true,
    sourceFileName: join(ROOT, path),
    outputPath: join(ROOT, 'dist', out),
  });
  const to = join(ROOT, 'dist', out);
  mkdirSync(dirname(to), { recursive: true });
  writeFileSync(to, `${code}\n//# sourceMappingURL=${out.split('/').at(-1)}.map\n`);
  writeFileSync(`${to}.map`, map ?? '');
  return [out, `${out}.map`];
}

function removeLeftOvers(produced) {
  const kept = new Set(produced);
  for (const folder of ['apps', 'libs', 'test']) {
    if (!existsSync(join(ROOT, 'dist', folder))) continue;
    for (const entry of readdirSync(join(ROOT, 'dist', folder), { withFileTypes: true, recursive: true })) {
      const path = join(entry.parentPath, entry.name);
      const name = path.slice(join(ROOT, 'dist').length + 1).replaceAll('\\', '/');
      if (entry.isFile() && !kept.has(name)) rmSync(path);
    }
  }
}

async function buildCode() {
  const swc = await import('@swc/core');
  const files = CODE_FOLDERS.flatMap(filesUnder);
  const produced = [];
  const next = files.values();
  const worker = async () => {
    for (const path of next) produced.push(...(/\.tsx?$/.test(path) ? await compile(path, swc) : copy(path)));
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
  removeLeftOvers(produced);
  await bundleApi(ROOT);
}

/** The page, built by the console's own vite.config.ts into dist/web. */
async function buildWeb() {
  const configFile = join(ROOT, 'apps/web/vite.config.ts');
  if (!existsSync(configFile)) return;
  const { build } = await import('vite');
  await build({ root: join(ROOT, 'apps/web'), configFile, logLevel: 'warn', build: { outDir: join(ROOT, 'dist/web'), emptyOutDir: true } });
}

const BUILDERS = { code: buildCode, web: buildWeb };

const asked = process.argv.slice(2);
for (const part of asked.length > 0 ? asked : Object.keys(BUILDERS)) {
  if (!(part in BUILDERS)) throw new Error(`no part ${part} to build; there are ${Object.keys(BUILDERS).join(', ')}`);
  const began = new Date();
  await BUILDERS[part]();
  const stamp = join(ROOT, PARTS[part].stamp);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, `${began.toISOString()}\n`);
  utimesSync(stamp, began, began); // A source that changed while we built is newer than this build.
}
