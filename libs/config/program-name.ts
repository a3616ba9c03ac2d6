import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from './package-root.ts';

/** The version of this build, from package.json. */
export function programVersion(): string {
  const { version } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as { readonly version: string };
  return version;
}

/** How a part of this build names itself to others: `tiendo 0.1.0 import`. */
export const programName = (part: string): string => `tiendo ${programVersion()} ${part}`;
