import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { StageGraph, StageGraphList } from '#contracts/stage-graphs';
import { definitions } from '#reference/definitions/definitions';
import { mermaidOf } from '#reference/definitions/diagram';
import { Caller } from './caller.ts';
import { newDataDir, removeDataDir, Served } from './served.ts';

const dataDir = newDataDir();
let api: Served & { readonly url: string };
let caller: Caller;
beforeAll(async () => {
  api = await Served.start([], { TIENDO_DATA: dataDir });
  caller = new Caller(api.url);
}, 120_000);
afterAll(async () => {
  await api.stop();
  removeDataDir(dataDir);
});

describe('the stage graphs', () => {
  it('are all there, as data and as a diagram, with the names of roles in both languages', async () => {
    const { body } = await caller.get<StageGraphList>('stage-graphs');
    expect(body.items.map(({ id }) => id)).toEqual(definitions.map(({ id }) => id));
    for (const definition of definitions) {
      const graph = (await caller.get<StageGraph>(`stage-graphs/${definition.id}`)).body;
      expect(graph.mermaid).toBe(mermaidOf(definition));
      expect(graph.transitions.map(({ act, who }) => [act, who.map(({ role }) => role)])).toEqual(
        definition.transitions.map(({ act, who }) => [act, who]),
      );
      for (const { who, legalBasis } of graph.transitions) {
        for (const { name } of who) expect([name.vi, name.en].every((text) => text.length > 2)).toBe(true);
        expect(legalBasis.vi).not.toBe('');
      }
    }
  });

  it('are drawn for whoever asks for a diagram', async () => {
    const response = await fetch(`${api.url}/api/v1/stage-graphs/KCDP-1`, { headers: { accept: 'text/vnd.mermaid' } });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/vnd.mermaid; charset=utf-8']);
    expect(await response.text()).toMatch(/^stateDiagram-v2\n/);
    const other = await caller.get('stage-graphs/KCDP-1', 'supervisor', { accept: 'application/xml' });
    expect([other.status, other.problem?.code]).toEqual([406, 'not-acceptable']);
  });

  it('are no others', async () => expect((await caller.get('stage-graphs/KCQG-9')).problem?.code).toBe('not-found'));
});
