import { DatabaseSync } from 'node:sqlite';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { MemoryLog } from '#event-log/memory-log';
import type { NewEvent } from '#event-log/event-log';
import type { ProjectEvent } from '#lifecycle/project/project.events';
import { type LivedEvent, stoppedLife, wholeLife, wholeLifeDraft, WHOLE_LIFE_PLAN } from '#testkit/whole-lives.fixture';
import { histories } from '#testkit/histories';
import { Projector } from '../projector.ts';
import { type EarlierSupportAsked, earlierSupportOf } from './earlier-support.ts';
import { findProject, listProjects } from './list-projects.ts';
import { projects } from './projects.model.ts';
import { waitingProjects } from './waiting-projects.ts';

const log = new MemoryLog('log-1');
const db = new DatabaseSync(':memory:');
const idOf = (number: number): string => `99999999-0000-5000-8000-${String(number).padStart(12, '0')}`;
const projector = new Projector({ log, db, models: [projects], batchEvents: 13 });
let numbers = 0;

async function happens(project: number, life: readonly LivedEvent[], from = 0): Promise<void> {
  for (const [index, { event, on, by }] of life.entries()) {
    numbers += 1;
    const meta = { commandId: idOf(numbers), actor: by, occurredOn: on, recordedAt: '2027-01-01T03:00:00.000Z' };
    const data = event.data as unknown as NewEvent['data'];
    await log.append(`project-${idOf(project)}`, from + index === 0 ? 'no_stream' : from + index - 1, [
      { id: idOf(numbers), type: event.type, version: 1, data, meta },
    ]);
  }
  await projector.catchUp();
}

/** A project of its own code and beneficiary up to the plan; `passes`: its final appraisal. */
function proposed(code: string, party: { readonly name: string; readonly taxCode: string | null }, passes = true): readonly LivedEvent[] {
  return stoppedLife.slice(0, passes ? 8 : 7).map(({ event, ...when }) => ({ ...when, event: ofParty(event, code, party, passes) }));
}

function ofParty(
  event: ProjectEvent,
  code: string,
  beneficiary: { readonly name: string; readonly taxCode: string | null },
  passes: boolean,
): ProjectEvent {
  if (event.type === 'NeedSurveyed') return { ...event, data: { ...event.data, code, beneficiary } };
  if (event.type === 'ProjectDrafted' || event.type === 'ProjectRegistered')
    return { ...event, data: { ...event.data, beneficiary, serials: [`SN-${code.slice(-3)}`] } } as ProjectEvent;
  if (event.type === 'FinalAppraisalConcluded' && !passes) return { ...event, data: { ...event.data, result: 'fail', amount: null } };
  return event;
}

const [WHOLE, STOPPED, SAME_NAME, BRANCH, FAILED] = [1, 2, 3, 4, 5] as const;

beforeAll(async () => {
  for (const { stream, revision, event } of histories({ projects: 150, seed: 5 }))
    await log.append(stream, revision === 0 ? 'no_stream' : revision - 1, [event]);
  await happens(WHOLE, wholeLife);
  await happens(STOPPED, stoppedLife);
  await happens(SAME_NAME, proposed('KCDP-2026-24-003', { name: 'CÔNG TY TNHH  GỐM PHÙ LÃNG', taxCode: null }));
  await happens(BRANCH, proposed('KCDP-2026-24-004', { name: 'Chi nhánh Phù Lãng', taxCode: '2300123456-001' }));
  await happens(FAILED, proposed('KCDP-2026-24-005', { name: 'Công ty TNHH Gốm Phù Lãng', taxCode: '2300123456' }, false));
});

const asked: EarlierSupportAsked = {
  name: 'Công ty TNHH Gốm Phù Lãng',
  taxCode: '2300123456',
  serials: [],
  exceptProject: idOf(WHOLE),
};
const found = (more: Partial<EarlierSupportAsked> = {}) =>
  earlierSupportOf(db, { ...asked, ...more }).map(({ code, matchedBy }) => [code, matchedBy]);

describe('earlier support', () => {
  it('is found by tax code, a branch as its taxpayer, and by folded name', () => {
    expect(found()).toEqual([
      ['KCDP-2026-24-002', 'tax-code'],
      ['KCDP-2026-24-003', 'name'],
      ['KCDP-2026-24-004', 'tax-code'],
    ]);
    expect(found({ taxCode: null, name: 'cong ty tnhh gom phu lang' })).toEqual([
      ['KCDP-2026-24-002', 'name'],
      ['KCDP-2026-24-003', 'name'],
    ]);
  });

  it('is not found by a part of the name or by another field that has the same words', () => {
    expect(found({ taxCode: null, name: 'Công ty TNHH Gốm' })).toEqual([]);
    expect(found({ taxCode: '2300123499', name: 'không ai' })).toEqual([]);
    expect(found({ taxCode: null, name: '' })).toEqual([]);
  });

  it('is found by the serial number of a machine', () => {
    expect(found({ taxCode: null, name: 'không ai', serials: ['sn-004', 'SN-999'] })).toEqual([['KCDP-2026-24-004', 'serial']]);
  });

  it('says which project it is and where it stands', () => {
    expect(earlierSupportOf(db, { ...asked, exceptProject: 'nobody' }).find(({ stage }) => stage === 'settled')).toEqual({
      project: idOf(WHOLE),
      code: 'KCQG-2026-24-001',
      content: 'ND3b',
      planYear: 2026,
      stage: 'settled',
      matchedBy: 'tax-code',
    });
  });
});

describe('waiting projects', () => {
  it('are those proposed, with the amount appraised, but none that failed its appraisal', () => {
    const plan = { source: 'KCDP', year: 2026, province: { set: 'vn63', code: '24' } } as const;
    const waiting = waitingProjects(db, plan);
    expect(waiting.map(({ code, stage, appraised }) => [code, stage, appraised])).toEqual([
      ['KCDP-2026-24-003', 'proposed', 300_000_000],
      ['KCDP-2026-24-004', 'proposed', 300_000_000],
    ]);
    expect(waitingProjects(db, { ...plan, province: { set: 'vn63', code: '38' } })).toEqual([]);
    expect(findProject(db, 'KCDP-2026-24-005')).toMatchObject({ stage: 'not-in-plan' });
  });

  it('are those left out by the plan until they are proposed again', async () => {
    const code = 'KCQG-2026-24-009';
    const left = wholeLife
      .slice(0, 22)
      .map(({ event, ...when }) => ({ ...when, event: ofParty(event, code, { name: 'HTX Gốm', taxCode: null }, true) }));
    await happens(6, left);
    const plan = { source: 'KCQG', year: 2026, province: null } as const;
    expect(WHOLE_LIFE_PLAN).toBe('plan-KCQG-2026');
    expect(waitingProjects(db, plan)).toMatchObject([{ code, stage: 'not-in-plan', since: '2025-05-20', appraised: 280_000_000 }]);
    await happens(6, wholeLife.slice(22, 24), 22);
    expect(waitingProjects(db, plan)).toEqual([]);
  });
});

describe('the list', () => {
  it('shows adjusted and corrected texts, and money without what was reversed', () => {
    expect(findProject(db, 'KCQG-2026-24-001')).toMatchObject({
      title: 'Hỗ trợ máy nghiền gốm',
      approved: 260_000_000,
      executed: 250_000_000,
      settled: 250_000_000,
      stage: 'settled',
    });
    expect(listProjects(db, { q: 'phu lang', year: 2026, source: 'KCQG' }).total).toBe(1);
    expect(listProjects(db, { q: 'tan chi', year: 2026, source: 'KCQG', stage: 'settled' }).total).toBe(0);
    expect(findProject(db, 'KCDP-2026-24-002')).toMatchObject({ beneficiary: wholeLifeDraft.beneficiary.name });
  });

  it('can be asked for the projects of an officer and for those with an open obstacle', async () => {
    const by = 'u';
    const handed = {
      event: { type: 'HandedOver', data: { from: null, to: 'u-7', reason: 'Luân chuyển', openWork: [] } },
      on: '2026-12-01',
      by,
    };
    const raised = {
      event: { type: 'ObstacleRaised', data: { obstacle: 'o', level: 'agency', cause: 'money', text: '…', owner: null } },
      on: '2026-12-02',
      by,
    };
    const answered = { event: { type: 'ObstacleAnswered', data: { obstacle: 'o', answer: 'Xong', resolved: true } }, on: '2026-12-03', by };
    const onward = {
      event: { type: 'HandedOver', data: { from: 'u-7', to: 'u-8', reason: 'Luân chuyển', openWork: [] } },
      on: '2026-12-04',
      by,
    };
    await happens(BRANCH, [handed, raised] as readonly LivedEvent[], 8);
    const codes = (query: object) => listProjects(db, query).items.map(({ code }) => code);
    expect(codes({ officer: 'u-7' })).toEqual(['KCDP-2026-24-004']);
    expect(codes({ obstacles: true })).toEqual(['KCDP-2026-24-004']);
    await happens(BRANCH, [answered, onward] as readonly LivedEvent[], 10);
    expect([codes({ officer: 'u-7' }), codes({ obstacles: true })]).toEqual([[], []]);
    expect(codes({ officer: 'u-8' })).toEqual(['KCDP-2026-24-004']);
    expect(codes({ officer: 'u-new' })).toEqual(['KCQG-2026-24-001']);
  });

  it('has the same rows and words when everything is applied at once', async () => {
    const other = new DatabaseSync(':memory:');
    await new Projector({ log, db: other, models: [projects] }).catchUp();
    for (const table of ['projects_text', 'projects_state', 'projects_word'])
      expect(other.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all()).toEqual(db.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all());
  });
});
