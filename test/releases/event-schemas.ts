import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { createGenerator, type Schema } from 'ts-json-schema-generator';
import { canonicalJson } from '#event-log/canonical';
import { packageRoot } from '#config/package-root';
import { streamUpcasters } from '#lifecycle/stream.upcasters';
import { versionOf } from '#lifecycle/upcast';

/** The JSON Schema of the data of one type of event at one version. */
export interface EventSchema {
  /** First word of the streams that hold it. */
  readonly category: string;
  readonly type: string;
  readonly version: number;
  readonly schema: Readonly<Record<string, unknown>>;
}

/** The TypeScript type of all events of a kind of stream. */
const UNIONS: Readonly<Record<string, string>> = {
  project: 'ProjectEvent',
  plan: 'PlanEvent',
  contract: 'ContractEvent',
  import: 'ImportEvent',
  rules: 'RulebookEvent',
  calendar: 'CalendarEvent',
  access: 'ContactEvent',
};

/** Where the schemas lie, from the root. */
export const SCHEMAS = 'docs/reference/schemas';

export const schemaName = ({ type, version }: { readonly type: string; readonly version: number }): string => `${type}.v${version}`;

/** Today's version of every type, made from the event types in the sources. Takes about two seconds. */
export function eventSchemas(): readonly EventSchema[] {
  const generator = createGenerator({
    path: join(packageRoot(), 'libs/lifecycle/**/*.events.ts'),
    tsconfig: join(packageRoot(), 'tsconfig.json'),
    skipTypeCheck: true,
    expose: 'none',
    topRef: false,
    jsDoc: 'extended',
  });
  return Object.entries(UNIONS).flatMap(([category, union]) =>
    membersOf(generator.createSchema(union)).map(({ properties }) => {
      const [type, data] = [(properties?.['type'] as Schema).const as string, properties?.['data'] as Schema];
      return schemaOf(category, type, data as Readonly<Record<string, unknown>>);
    }),
  );
}

/** The members of a union, also of a union of unions. */
const membersOf = (schema: Schema): readonly Schema[] =>
  schema.anyOf === undefined ? [schema] : (schema.anyOf as readonly Schema[]).flatMap(membersOf);

function schemaOf(category: string, type: string, data: Readonly<Record<string, unknown>>): EventSchema {
  const version = versionOf(streamUpcasters[category] ?? {}, type);
  const head = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:tiendo:event:${type}:${version}`,
    title: `${type}, version ${version}`,
  };
  return { category, type, version, schema: { ...head, ...data } };
}

export const schemaText = ({ schema }: EventSchema): string => `${JSON.stringify(schema, null, 2)}\n`;

/** SHA-256 of what a schema demands: its sentences for people may be written better, the rest of a published one never changes. */
export const schemaDigest = (schema: unknown): string =>
  createHash('sha256')
    .update(canonicalJson(withoutWords(schema)))
    .digest('hex');

function withoutWords(value: unknown): never {
  if (Array.isArray(value)) return value.map(withoutWords) as never;
  if (value === null || typeof value !== 'object') return value as never;
  const kept = Object.entries(value).filter(([key, inner]) => !(key === 'description' && typeof inner === 'string'));
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutWords(inner)])) as never;
}
