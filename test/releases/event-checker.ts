import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { packageRoot } from '#config/package-root';
import { SCHEMAS, schemaName } from './event-schemas.ts';

const SUFFIX = '.schema.json';

/** The committed schemas, by name. */
export const committedSchemas = (): ReadonlyMap<string, object> => {
  const folder = join(packageRoot(), SCHEMAS);
  const files = readdirSync(folder).filter((file) => file.endsWith(SUFFIX));
  return new Map(files.map((file) => [file.slice(0, -SUFFIX.length), JSON.parse(readFileSync(join(folder, file), 'utf8')) as object]));
};

/** What an event says of itself, and its data. */
export interface Typed {
  readonly type: string;
  readonly version: number;
  readonly data: object;
}

/** Holds events against the schema of their own type and version. */
export class EventChecker {
  readonly #checks = new Map<string, ValidateFunction>();

  constructor(schemas: ReadonlyMap<string, object> = committedSchemas()) {
    const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
    addFormats.default(ajv);
    for (const [name, schema] of schemas) this.#checks.set(name, ajv.compile(schema));
  }

  /** What is wrong with an event; empty: nothing. */
  faultsOf(event: Typed): readonly string[] {
    const name = schemaName(event);
    const check = this.#checks.get(name);
    if (check === undefined) return [`${name} has no schema`];
    return check(event.data) ? [] : (check.errors ?? []).map(({ instancePath, message }) => `${name}${instancePath} ${message ?? ''}`);
  }
}
