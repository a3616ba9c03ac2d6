import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { packageRoot } from '#config/package-root';
import { readConfig } from '#config/config';
import { makeApplication } from '../../apps/api/application.ts';
import { generatedPages } from './generated-pages.ts';

interface Description {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}
interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly examples?: object }>> };
  readonly operationId: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required: boolean; readonly schema: object }[];
  readonly responses: Readonly<Record<string, unknown>>;
}

const committed = (path: string): string => readFileSync(join(packageRoot(), path), 'utf8');

let pages: Readonly<Record<string, string>>;
let description: Description;
beforeAll(async () => {
  pages = await generatedPages();
  description = JSON.parse(pages['docs/reference/openapi.json'] ?? '') as Description;
});

describe('the pages made from the API', () => {
  it('are committed as they are made today: run `node dist/test/api/write-reference.js`', () => {
    for (const [path, text] of Object.entries(pages)) expect({ path, text: committed(path) }).toEqual({ path, text });
  });

  it('are the only pages of problems', () => {
    const there = readdirSync(join(packageRoot(), 'docs/problems')).map((name) => `docs/problems/${name}`);
    expect(there.sort()).toEqual(
      Object.keys(pages)
        .filter((path) => path.startsWith('docs/problems/'))
        .sort(),
    );
  });
});

describe('the description of the API', () => {
  const operations = (): readonly Operation[] => Object.values(description.paths).flatMap((path) => Object.values(path));

  it('names every route that there is, and no other', async () => {
    const { app, routes } = await makeApplication(readConfig({ PORT: '0', TIENDO_LOG_LEVEL: 'silent' }));
    const notTheApi = ['/*', '/metrics', '/problems/:code', '/api/openapi.json'];
    const there = routes.all
      .filter(({ pattern }) => !notTheApi.includes(pattern))
      .flatMap(({ pattern, methods }) =>
        methods.filter((method) => method !== 'HEAD').map((method) => `${method} ${pattern.replace(/:(\w+)/g, '{$1}')}`),
      );
    await app.close();
    const described = Object.entries(description.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(described.sort()).toEqual(there.sort());
  });

  it('is of version 3.1 with one id for each operation', () => {
    expect(description.openapi).toBe('3.1.0');
    const ids = operations().map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('declares every parameter in its path, and names problems on every operation but the health checks', () => {
    for (const [path, methods] of Object.entries(description.paths)) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((found) => found[1]);
      for (const { parameters = [], responses } of Object.values(methods)) {
        expect(parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name)).toEqual(inPath);
        expect(Object.keys(responses).some((status) => status === 'default' || path.startsWith('/health'))).toBe(true);
      }
    }
  });

  it('has schemas that are JSON Schema 2020-12, and refers to none that is missing', () => {
    const ajv = new Ajv2020({ strict: true, strictRequired: true, allowUnionTypes: true });
    formats.default(ajv);
    ajv.addSchema({ $id: 'api', components: description.components } as object, 'api');
    ajv.addVocabulary(['components']);
    for (const name of Object.keys(description.components.schemas)) {
      expect(() => ajv.compile({ $ref: `api#/components/schemas/${name}` })).not.toThrow();
    }
    for (const { schema } of operations().flatMap(({ parameters = [] }) => parameters)) expect(() => ajv.compile(schema)).not.toThrow();
    const references = [...JSON.stringify(description).matchAll(/"\$ref":"#\/components\/schemas\/([^"]*)"/g)].map(
      (found) => found[1] ?? '',
    );
    expect(references.filter((name) => !(name in description.components.schemas))).toEqual([]);
  });

  it('has an example of every body that is JSON, each taken by the class of its body, as a wrong one is not', async () => {
    const { app } = await makeApplication(readConfig({ PORT: '0', TIENDO_LOG_LEVEL: 'silent' }));
    const places: Readonly<Record<string, string>> = {
      plan: 'KCQG-2024',
      contract: randomUUID(),
      scope: 'national',
      person: 'th-01',
      delivery: 'reminder-delivery~th-01~2024-01-25~email',
      project: 'KCQG-2024-38-001',
    };
    // Nothing is open: what gets past the check of its body is told to come back.
    const answered = async (path: string, payload: object): Promise<string> => {
      const url = path.replace(/\{(\w+)\}/g, (_place, name: string) => places[name] ?? '');
      const headers = { 'idempotency-key': randomUUID(), 'if-match': '"r1"', host: 'localhost' };
      return (await app.inject({ method: 'POST', url, headers, payload })).json<{ readonly code?: string }>().code ?? 'answered';
    };
    try {
      const bodies = Object.entries(description.paths).filter(
        ([, { post }]) => post?.requestBody?.content['application/json'] !== undefined,
      );
      expect(bodies.length).toBeGreaterThan(50);
      for (const [path, { post }] of bodies) {
        const { told } = (post?.requestBody?.content['application/json']?.examples ?? {}) as { readonly told?: { readonly value: object } };
        expect([path, await answered(path, told?.value ?? {})]).toEqual([path, path.endsWith('/batch') ? 'answered' : 'starting']);
        expect([path, await answered(path, { ...told?.value, unheardOf: 1 })]).toEqual([path, 'invalid-body']);
      }
    } finally {
      await app.close();
    }
  });

  it('has no number where whole ones are meant', () => {
    const { Cell } = description.components.schemas as unknown as { Cell: { properties: Record<string, { type: unknown }> } };
    expect(Cell.properties['plan']?.type).toBe('integer');
    expect(Cell.properties['percent']?.type).toEqual(['number', 'null']);
    expect(JSON.stringify(description)).not.toContain('"nullable"');
  });
});
