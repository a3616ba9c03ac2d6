/**
 * Puts the built API and its packages into a few files under dist/bundle: a cold start then opens a dozen files instead of two
 * thousand. Threads are entries of their own, under the names by which their starters look for them beside themselves.
 */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const ENTRIES = {
  start: 'dist/apps/api/start.js',
  'projector-thread': 'dist/apps/api/storage/projector-thread.js',
  'rebuild-job-thread': 'dist/apps/api/read-models/rebuild-job-thread.js',
  'long-job-thread': 'dist/libs/jobs/long-job-thread.js',
  'rebuild-worker': 'dist/libs/read-models/rebuild-worker.js',
  'sqlite-writer': 'dist/libs/event-log/sqlite-writer.js',
  'start-up-check-thread': 'dist/libs/event-log/start-up-check-thread.js',
  'verify-thread': 'dist/libs/event-log/verify-thread.js',
};

/** Packages that Nest, Fastify and pino look for and do without. */
const NOT_INSTALLED = [/^@nestjs\/(microservices|websockets|platform-express)/, /^@fastify\/(multipart|view)$/, 'pino-pretty'];

/** Loaded only where they are asked for: the client of KurrentDB, which brings native code, and what makes and sends traces. */
const LEFT_OUTSIDE = ['@kurrent/kurrentdb-client', /^@opentelemetry\//, 'bullmq-otel'];

/** @param root folder of package.json, with the code built */
export async function bundleApi(root) {
  const { rolldown } = await import('rolldown');
  const dir = join(root, 'dist/bundle');
  const input = Object.fromEntries(Object.entries(ENTRIES).map(([name, path]) => [name, join(root, path)]));
  const bundle = await rolldown({ input, cwd: root, platform: 'node', logLevel: 'warn', external: [...NOT_INSTALLED, ...LEFT_OUTSIDE] });
  const { output } = await bundle.write({
    dir,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunk-[hash].js',
  });
  await bundle.close();
  const kept = new Set(output.map(({ fileName }) => fileName));
  for (const name of readdirSync(dir)) if (!kept.has(name)) rmSync(join(dir, name));
}
