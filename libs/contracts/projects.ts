import type { Problem } from './problem.ts';
import type { DelayedRow, OfMoment, ProvinceRef, Source, Stage } from './figures.ts';
import type { RecordedDeadline } from './record-deadlines.ts';
import type { RecordSections } from './record-sections.ts';

export interface ProjectSummary {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly source: Source;
  readonly planYear: number;
  readonly province: ProvinceRef;
  readonly provinceName: string;
  readonly content: string;
  readonly stage: Stage;
  /** Business day on which the stage was reached. */
  readonly stageOn: string;
  readonly implementingUnit: string | null;
  readonly beneficiary: string;
  readonly requested: number | null;
  readonly approved: number | null;
  /** Advances and payments minus recoveries. */
  readonly executed: number;
  readonly settled: number | null;
  readonly revision: number;
}

export interface ProjectPage extends Omit<OfMoment, 'asOf' | 'knownAt'> {
  readonly items: readonly ProjectSummary[];
  /** How many projects match in all. */
  readonly total: number;
  /** Opaque; null on the last page. */
  readonly nextCursor: string | null;
}

/** One project as of a date and as known on a date. Amounts in đồng, null: not reached. */
export interface ProjectRecord extends OfMoment, RecordSections {
  readonly id: string;
  readonly code: string;
  /** Revision of the stream's last event that the record contains; the ETag. */
  readonly revision: number;
  readonly stage: Stage;
  readonly stageOn: string;
  readonly title: string | null;
  readonly source: Source;
  readonly planYear: number;
  readonly province: ProvinceRef;
  readonly provinceName: string;
  /** Name of the province that it belongs to since 1 July 2025. */
  readonly provinceNow: { readonly ref: ProvinceRef; readonly name: string };
  readonly commune: string;
  readonly content: { readonly code: string; readonly vi: string; readonly en: string };
  /** Kind of scheme: single, group (đề án nhóm) or key (đề án điểm); null: nobody said. */
  readonly kind: 'single' | 'group' | 'key' | null;
  /** Sub-kind of the content with a ceiling of its own. */
  readonly variant: string | null;
  /** Stage graph that it is on, e.g. `KCQG-1`. */
  readonly definition: string;
  /** Opaque id of who is in charge; null: nobody was named. */
  readonly officer: string | null;
  readonly implementingUnit: string | null;
  readonly beneficiary: { readonly name: string; readonly taxCode: string | null };
  readonly output: { readonly unit: string; readonly planned: number; readonly actual: number | null } | null;
  readonly money: {
    readonly totalCost: number | null;
    readonly requested: number | null;
    readonly counterpart: number | null;
    readonly baseAmount: number | null;
    readonly finalAmount: number | null;
    readonly approved: number | null;
    readonly firstAdvance: number | null;
    /** A multi-year project's later advances before acceptance. */
    readonly nextAdvances: number | null;
    readonly remainingAdvance: number | null;
    readonly recovered: number | null;
    readonly accepted: number | null;
    readonly settled: number | null;
    readonly executed: number;
  };
  readonly plan: { readonly stream: string; readonly decisionNo: string } | null;
  /** `stream` is null where a task was assigned instead of a contract signed. */
  readonly contract: { readonly stream: string | null; readonly contractNo: string; readonly endsOn: string } | null;
  readonly ruleSet: string | null;
  readonly obligations: readonly Omit<DelayedRow, 'project' | 'projectId' | 'title' | 'source' | 'province'>[];
  readonly deadlines: readonly RecordedDeadline[];
  /** Why the project came to its end, if it did. */
  readonly endReason: string | null;
}

/** An act that may or may not be said to a project now. */
export interface ActionOffered {
  readonly act: string;
  /** Where to POST it. */
  readonly address: string;
  readonly name: { readonly vi: string; readonly en: string };
  readonly allowed: boolean;
  /** Null when allowed; else the refusal that saying it would meet, as a problem has it. */
  readonly why: {
    readonly code: string;
    readonly detail: string;
    readonly facts: Readonly<Record<string, unknown>>;
    readonly refusedBy: NonNullable<Problem['refusedBy']> | null;
  } | null;
}

/** `GET /api/v1/projects/{project}`: the record, and what the caller may do. */
export interface ProjectResource extends ProjectRecord {
  /** For the caller, now; null: the record is asked for at another moment. */
  readonly availableActions: readonly ActionOffered[] | null;
}
