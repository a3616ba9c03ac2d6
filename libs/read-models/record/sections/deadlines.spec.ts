import { describe, expect, it } from '@jest/globals';
import { plainWeek } from '#lifecycle/calendar/plain-week';
import { currentRules } from '#lifecycle/context';
import { WHOLE_LIFE_CODE, wholeLife } from '#testkit/whole-lives.fixture';
import type { HappenedToProject } from '../project-events.ts';
import { type Clocks, deadlinesOf } from './deadlines.ts';

const asked: { province?: string; knownAt?: string | null; project?: string } = {};
const clocks: Clocks = {
  rulesOf: (province) => {
    asked.province = province.code;
    return Promise.resolve(currentRules);
  },
  calendarOf: (_province, knownAt) => {
    asked.knownAt = knownAt;
    return Promise.resolve(plainWeek);
  },
  lastAcceptanceOf: (project) => {
    asked.project = project;
    return '2026-09-12';
  },
};
const history = (until: string) => ({
  id: 'p-1',
  position: null,
  events: wholeLife
    .map(({ event, on: occurredOn, by: actor }, revision) => ({
      event,
      recorded: { id: `e-${revision}`, revision, meta: { occurredOn, actor } },
    }))
    .filter(({ recorded }) => recorded.meta.occurredOn <= until) as unknown as readonly HappenedToProject[],
});
const at = async (asOf: string) => {
  const deadlines = await deadlinesOf(history(asOf), { asOf, knownAt: null }, clocks);
  return deadlines.map(({ key, due, standing, holder }) => [key, due, standing.vi, standing.en, holder].join(' | '));
};

describe('the deadlines of a record', () => {
  it('say how the days stand, in both languages, the nearest first', async () => {
    expect(await at('2025-02-10')).toEqual([
      'dossier-completion:1 | 2025-02-19 | đã dùng 3/10 ngày làm việc | 3 of 10 working days used | centre',
      'base-appraisal | 2025-02-27 | đã dùng 2/15 ngày làm việc; đang tạm dừng từ 05/02/2025: chờ hoàn thiện, bổ sung hồ sơ | 2 of 15 working days used; paused since 05/02/2025: dossier with the unit for completion | centre',
      'submission | 2025-06-20 | còn 130 ngày | 130 days left | department',
    ]);
    expect((await at('2025-02-20'))[0]).toBe(
      'base-appraisal | 2025-03-05 | đã dùng 6/15 ngày làm việc; tạm dừng 8 ngày làm việc chờ hoàn thiện, bổ sung hồ sơ | 6 of 15 working days used; paused for 8 working days: dossier with the unit for completion | department',
    );
  });

  it('say by which document a clock stands still', async () => {
    const acceptance = (await at('2026-05-25')).find((text) => text.startsWith('acceptance'));
    expect(acceptance).toContain(
      'đang tạm dừng từ 12/05/2026: tạm dừng theo văn bản 31/CTĐP-KC; đang tạm dừng từ 13/05/2026: bất khả kháng',
    );
  });

  it('that are over say by how much', async () => {
    expect((await at('2026-09-30')).map((text) => text.split(' | ').slice(0, 3))).toEqual([
      ['settlement', '2027-01-22', 'còn 114 ngày'],
      ['year-end-adjustment', '2028-01-31', 'còn 488 ngày'],
    ]);
    expect((await at('2026-03-30')).find((text) => text.startsWith('acceptance'))).toContain('2026-11-30 | còn 245 ngày');
    expect((await at('2026-09-19')).find((text) => text.startsWith('settlement-dossier'))).toContain('2026-09-27 | đã dùng 7/15 ngày');
    expect((await at('2026-04-28')).find((text) => text.startsWith('monthly-report'))).toContain(
      'monthly-report:2026-04 | 2026-04-25 | quá hạn 3 ngày | 3 days overdue | centre',
    );
  });

  it('ask for the rules and the working days of the province, as known at the moment, and for the contract of the project', async () => {
    await deadlinesOf(history('2026-09-30'), { asOf: '2026-09-30', knownAt: '2026-10-01' }, clocks);
    expect(asked).toEqual({ province: '24', knownAt: '2026-10-01', project: 'p-1' });
  });

  it('have names for people', async () => {
    const [report] = await deadlinesOf(history('2026-04-28'), { asOf: '2026-04-28', knownAt: null }, clocks);
    expect([WHOLE_LIFE_CODE, report?.name.vi]).toEqual(['KCQG-2026-24-001', 'Báo cáo tiến độ tháng (04/2026)']);
  });
});
