import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { tmpdir } from 'node:os';

/** Only what must come before everything else: compiled code of the packages is kept between starts. */
enableCompileCache(join(tmpdir(), 'tiendo-compile-cache'));
const { start } = await import('./start.ts');
await start(process.argv.slice(2));
