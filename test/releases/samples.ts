import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '#config/package-root';
import { type Upcasters, upcast, versionOf } from '#lifecycle/upcast';

/** An event as an older version wrote it, and what it must read as today. File `samples/{Type}.v{N}.json`, never edited but for `reads`. */
export interface Sample {
  readonly type: string;
  readonly version: number;
  readonly data: Readonly<Record<string, unknown>>;
  readonly reads: Readonly<Record<string, unknown>>;
}

const FOLDER = join(packageRoot(), 'test/releases/samples');
const NAME = /^([A-Za-z]+)\.v(\d+)\.json$/;

export function storedSamples(folder: string = FOLDER): readonly Sample[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).map((file) => {
    const [, type, version] = NAME.exec(file) ?? [];
    if (type === undefined) throw new Error(`${file} is not named {Type}.v{N}.json`);
    const { data, reads } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Pick<Sample, 'data' | 'reads'>;
    return { type, version: Number(version), data, reads };
  });
}

/** What keeps these upcasters from being proven: an older version without a sample, a sample that reads as something else or of nothing. */
export function unproven(upcasters: Upcasters, samples: readonly Sample[]): readonly string[] {
  const has = (type: string, version: number) => samples.some((sample) => sample.type === type && sample.version === version);
  const missing = Object.keys(upcasters).flatMap((type) =>
    Array.from({ length: versionOf(upcasters, type) - 1 }, (_, index) => index + 1)
      .filter((version) => !has(type, version))
      .map((version) => `${type} version ${version} has no stored sample`),
  );
  const wrong = samples.flatMap(({ type, version, data, reads }) => {
    if (version >= versionOf(upcasters, type)) return [`${type} version ${version} is no older version`];
    const read = upcast<{ readonly type: string; readonly data: object }>(upcasters, type, version, data).data;
    return JSON.stringify(sorted(read)) === JSON.stringify(sorted(reads)) ? [] : [`${type} version ${version} reads as something else`];
  });
  return [...missing, ...wrong];
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
