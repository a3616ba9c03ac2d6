import { enableCompileCache } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Only what must come before everything else: compiled code of the packages is kept between runs. */
enableCompileCache(join(tmpdir(), 'tiendo-compile-cache'));
const { run } = await import('./program.ts');
process.exitCode = await run(process.argv.slice(2), { stdout: process.stdout, stderr: process.stderr });
