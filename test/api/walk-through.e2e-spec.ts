import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { packageRoot } from '#config/package-root';
import { newDataDir, removeDataDir, Served } from './served.ts';
import { tutorialPage } from './walk-through/page.ts';
import { course, keyScheme, machine } from './walk-through/stories.ts';
import { Walker } from './walk-through/walker.ts';

const stories = [machine, course, keyScheme];
const dataDir = newDataDir();
let api: Served & { readonly url: string };
beforeAll(async () => (api = await Served.start([], { TIENDO_DATA: dataDir })), 120_000);
afterAll(async () => {
  await api.stop();
  removeDataDir(dataDir);
});

describe.each(stories)('$title', (story) => {
  it('goes from survey to settlement over HTTP alone, every refusal naming its article', async () => {
    const walker = new Walker(api.url);
    for await (const { step, status, problem, stage } of walker.walk(story)) {
      const told = `${step.who} → ${step.to}: ${step.say}`;
      const { refused } = step;
      if (refused === undefined)
        expect([told, status, problem]).toEqual([told, step.to === 'projects' || step.to === 'contracts' ? 201 : 200, null]);
      else {
        expect([told, status, problem?.code]).toEqual([told, refused.status, refused.code]);
        // A body that cannot be read has met no rule yet; every rule names its text.
        if (refused.code !== 'invalid-body') expect([told, problem?.refusedBy?.legalBasis]).toEqual([told, refused.legalBasis]);
        if (refused.facts !== undefined) expect(problem?.facts).toMatchObject(refused.facts);
        expect(problem?.detail).not.toContain('{');
      }
      if (step.stage !== undefined) expect([told, stage]).toEqual([told, step.stage]);
    }
    const { stage, availableActions, money } = await walker.record();
    expect(stage).toBe('settled');
    expect(money.executed).toBe(money.settled);
    expect(availableActions?.filter(({ allowed }) => allowed).map(({ act }) => act)).toEqual(['AddNote']);
    expect(availableActions?.find(({ act }) => act === 'StopProject')?.why).toMatchObject({ code: 'illegal-transition' });
  }, 120_000);
});

it('docs/tutorial/three-projects.md tells the steps that are walked here', () =>
  expect(readFileSync(join(packageRoot(), 'docs/tutorial/three-projects.md'), 'utf8')).toBe(tutorialPage(stories)));
