import { describe, expect, it } from '@jest/globals';
import { FACT } from '../figures/facts.ts';
import {
  businessDifferences,
  type Group,
  groupsThatDiffer,
  keyOf,
  type OneProject,
  type ProjectCells,
  projectDifference,
  type ShownProject,
  type Side,
} from './business-differences.ts';

const THANH_HOA: Group = { province: { set: 'vn63', code: '38' }, source: 'KCDP', planYear: 2023 };
const NGHE_AN: Group = { province: { set: 'vn63', code: '40' }, source: 'KCDP', planYear: 2023 };

const one = (group: Group, plan = 0, executed = 0, late = 0): OneProject => ({ group, plan, executed, late });

/** A side whose sums are `others` unchanged projects of each group and the given ones. */
function side(projects: Readonly<Record<string, OneProject>>, others = 73): Side {
  const sums = [THANH_HOA, NGHE_AN].map((group) => {
    const own = Object.values(projects).filter((project) => keyOf(project.group) === keyOf(group));
    const sum = (of: (project: OneProject) => number) => own.reduce((total, project) => total + of(project), 0);
    const figures = {
      projects: others + own.length,
      plan: sum(({ plan }) => plan),
      executed: sum(({ executed }) => executed),
      late: own.filter(({ late }) => late > 0).length,
    };
    return [keyOf(group), { group, figures }] as const;
  });
  return { sums: new Map(sums), projects: new Map(Object.entries(projects)) };
}

const STREAM = 'project-p1';
const event = (type: string, revision: number) => ({
  type,
  revision,
  occurredOn: `2023-03-0${revision + 1}`,
  stream: STREAM,
  position: `00${revision}`,
});
const EVENTS = [event('NeedSurveyed', 0), event('ApprovedInPlan', 1), event('AdvancePaid', 2), event('NoteAdded', 3)];
const FACTS = [
  [FACT.surveyed, 1, 1, 0],
  [FACT.approved, 2, 2, 70_000_000],
  [FACT.firstAdvance, 3, 3, 50_000_000],
  [FACT.beside, 4, 4, 0],
].flat();

const cells = (figures: ProjectCells['cells'], facts: readonly number[] = FACTS): ProjectCells => ({
  code: 'KCDP-2023-38-001',
  cells: figures,
  facts,
});
const shown = (project: Partial<ShownProject>) =>
  projectDifference({ id: 'p1', before: null, after: null, events: EVENTS, parked: null, ...project });

describe('groups that differ', () => {
  it('are those whose sums or projects are not the same, with exact counts', () => {
    const before = side({ p1: one(THANH_HOA, 0), p2: one(THANH_HOA, 5) });
    const after = side({ p1: one(THANH_HOA, 70), p2: one(THANH_HOA, 5), p3: one(THANH_HOA, 1, 1, 2) });
    const [group, ...others] = groupsThatDiffer(before, after);
    expect(others).toEqual([]);
    expect(group).toEqual({
      ...THANH_HOA,
      provinceName: 'Thanh Hóa',
      before: { projects: 75, plan: 5, executed: 0, late: 0 },
      after: { projects: 76, plan: 76, executed: 1, late: 1 },
      differing: 3,
      shown: ['p1', 'p3', 'p2'],
    });
  });

  it('name a project that moved in both, and show a few of many', () => {
    const many = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`p${index}`, one(THANH_HOA, index)]));
    const moved = Object.fromEntries(Object.keys(many).map((id) => [id, one(NGHE_AN, 1)]));
    const found = groupsThatDiffer(side(many), side(moved));
    expect(found.map(({ provinceName, differing, shown: few }) => [provinceName, differing, few.length])).toEqual([
      ['Thanh Hóa', 40, 5],
      ['Nghệ An', 40, 5],
    ]);
  });

  it('are none when nothing differs', () => {
    expect(
      groupsThatDiffer(side({ p1: one(THANH_HOA, 5) }, 3), side({ p1: one(THANH_HOA, 5) }, 3)).map(({ differing }) => differing),
    ).toEqual([1]);
    expect(groupsThatDiffer(side({}), side({}))).toEqual([]);
  });
});

describe('a project that differs', () => {
  it('changes by the very event whose fact the live rows lack', () => {
    const { sentence, events, eventsInAll } = shown({
      before: cells({ executed: 0, title: 'x' }, FACTS.slice(0, 8)),
      after: cells({ executed: 50_000_000, title: 'x' }, FACTS.slice(0, 12)),
    });
    expect({ events: events.map(({ type }) => type), eventsInAll }).toEqual({ events: ['AdvancePaid'], eventsInAll: 1 });
    expect(sentence).toEqual({
      vi: `KCDP-2023-38-001: thực hiện 0 → 50.000.000, do sự kiện AdvancePaid ngày 03/03/2023 (${STREAM}, lần 2, vị trí 002)`,
      en: `KCDP-2023-38-001: executed 0 → 50.000.000, because of AdvancePaid of 03/03/2023 (${STREAM}, revision 2, position 002)`,
    });
  });

  it('names the parked event and why it could not be taken', () => {
    const parked = { fromRevision: 2, error: 'RangeError: too much' };
    const { events, sentence } = shown({
      parked,
      before: cells({ executed: 0 }, FACTS.slice(0, 8)),
      after: cells({ executed: 50_000_000 }),
    });
    expect(events.map(({ type, error }) => [type, error])).toEqual([
      ['AdvancePaid', 'RangeError: too much'],
      ['NoteAdded', null],
    ]);
    expect(sentence.vi).toContain('bản đang dùng không nhận được: RangeError: too much');
  });

  it('whose facts are the same names the last events that touch the figure', () => {
    const { figures, events } = shown({ before: cells({ plan: 1, title: 'A' }), after: cells({ plan: 70_000_000, title: 'A' }) });
    expect(figures.map(({ figure, before, after }) => [figure, before, after])).toEqual([['plan', 1, 70_000_000]]);
    expect(events.map(({ type }) => type)).toEqual(['ApprovedInPlan']);
  });

  it('says that only other days differ when no figure of the day does', () => {
    const { figures } = shown({ before: cells({ plan: 1 }, FACTS.slice(0, 12)), after: cells({ plan: 1 }) });
    expect(figures.map(({ figure, before, after }) => [figure, before, after])).toEqual([['facts', 3, 4]]);
  });

  it('appears with its events, and disappears when the log has none of them', () => {
    const appears = shown({ after: cells({}) });
    expect([appears.what, appears.events.length, appears.eventsInAll]).toEqual(['appears', 3, 4]);
    expect(appears.sentence.vi).toMatch(/^KCDP-2023-38-001: xuất hiện, do sự kiện NeedSurveyed ngày 01\/03\/2023 .* và 1 sự kiện khác$/);
    expect(shown({ before: cells({}), events: [] }).sentence.en).toBe('KCDP-2023-38-001: disappears');
  });
});

describe('the whole difference', () => {
  it('counts what appears, disappears and changes, whatever is shown', () => {
    const sides = {
      before: side({ p1: one(THANH_HOA), p2: one(THANH_HOA), gone: one(NGHE_AN) }),
      after: side({ p1: one(THANH_HOA, 7), p2: one(THANH_HOA), new1: one(THANH_HOA), new2: one(THANH_HOA) }),
    };
    const found = businessDifferences('2023-09-30', sides, groupsThatDiffer(sides.before, sides.after), new Map());
    expect(found).toMatchObject({ asOf: '2023-09-30', appearing: 2, disappearing: 1, changing: 2 });
    expect(found.groups.map(({ sentence }) => sentence.vi)).toEqual([
      'Thanh Hóa, KCĐP 2023: 75 → 77 đề án, kế hoạch 0 → 7 đồng',
      'Nghệ An, KCĐP 2023: 74 → 73 đề án',
    ]);
  });
});
