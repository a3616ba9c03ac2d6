import type { ProjectRecord } from '#contracts/projects';
import type { RecordSections } from '#contracts/record-sections';
import { subtract, sum } from '#lifecycle/money';
import { contentOf } from '#reference/contents';
import { firstOf } from '#reference/definitions/definitions';
import { provinceName, successorOf } from '#reference/provinces';
import { type Standing, standingAfter } from '#lifecycle/project/project-stage';
import { dated, inEffect } from './dated.ts';
import { fill } from './fill-head.ts';
import { emptyFile, type HeadFile } from './head-file.ts';
import type { HappenedToProject } from './project-events.ts';

export type Head = Omit<
  ProjectRecord,
  'id' | 'revision' | 'asOf' | 'knownAt' | 'position' | 'obligations' | 'deadlines' | keyof RecordSections
>;

/** Names, parties, papers and money as they stand after the events. @throws Error no survey: the stream is damaged */
export const headOf = (events: readonly HappenedToProject[]): Head => foldHead(events).head();

/** The head as far as the events went, to be carried on. */
export function foldHead(events: readonly HappenedToProject[]): HeadFold {
  const counted = new Set(inEffect(events.map(dated)).map(({ revision }) => revision));
  const fold = new HeadFold();
  for (const one of events) fold.take(one, counted.has(one.recorded.revision));
  return fold;
}

export class HeadFold {
  readonly #file = emptyFile();
  #standing: Standing | null = null;

  /** @param counts false: a later event took its effect back */
  take({ event, recorded }: HappenedToProject, counts: boolean): void {
    const file = this.#file;
    this.#standing = standingAfter(this.#standing, event, recorded.meta['occurredOn'] ?? '');
    if (!counts) return;
    // NĐ 235/2025: a project keeps the rules in force on the day its plan was approved.
    if (file.plan === null || event.type === 'ApprovedInPlan') file.ruleSet = recorded.meta['ruleSet'] ?? file.ruleSet;
    if (file.need === null && 'source' in event.data) file.definition = firstOf(event.data.source).id;
    fill(file, event);
  }

  /** @throws Error no survey: the stream is damaged */
  head(): Head {
    return filed(this.#file, this.#standing);
  }
}

function filed(file: HeadFile, standing: Standing | null): Head {
  const { need, money } = file;
  if (need === null || standing === null) throw new Error('a project without a survey');
  const { province } = need;
  const now = successorOf(province);
  const advanced = sum(money.firstAdvance ?? 0, money.nextAdvances ?? 0, money.remainingAdvance ?? 0);
  return {
    code: need.code,
    stage: standing.stage,
    stageOn: standing.stageOn,
    title: file.title,
    source: need.source,
    planYear: need.planYear,
    province,
    provinceName: provinceName(province),
    provinceNow: { ref: now, name: provinceName(now) },
    commune: need.commune,
    content: contentOf(need.content),
    kind: file.kind,
    variant: file.variant,
    definition: file.definition ?? '',
    officer: file.officer,
    implementingUnit: file.unit,
    beneficiary: need.beneficiary,
    output: file.output,
    money: { ...money, executed: subtract(advanced, money.recovered ?? 0) },
    plan: file.plan,
    contract: file.contract,
    ruleSet: file.ruleSet,
    endReason: file.endReason,
  };
}
