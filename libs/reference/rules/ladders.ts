import type { Rule } from './rule.ts';
import { TIENDO } from './wordings.ts';

/** Everything that has a deadline, with its name; `libs/lifecycle/obligation` says what each is. */
export const DEADLINE_KINDS = {
  registration: { vi: 'Nộp hồ sơ đăng ký tại Sở', en: 'Registration at the department' },
  submission: { vi: 'Sở báo cáo đăng ký với Cục', en: "The department's registration at the agency" },
  'base-appraisal': { vi: 'Thẩm định cấp cơ sở', en: 'Base appraisal' },
  'dossier-completion': { vi: 'Hoàn thiện, bổ sung hồ sơ', en: 'Completion of a returned dossier' },
  'final-appraisal': { vi: 'Thẩm định cấp Bộ, cấp tỉnh', en: 'Final appraisal' },
  'first-advance': { vi: 'Tạm ứng lần một', en: 'First advance' },
  'monthly-report': { vi: 'Báo cáo tiến độ tháng', en: 'Monthly progress report' },
  acceptance: { vi: 'Nghiệm thu cơ sở', en: 'Acceptance' },
  'remaining-advance': { vi: 'Tạm ứng kinh phí còn lại', en: 'Remaining advance' },
  'settlement-dossier': { vi: 'Hồ sơ quyết toán', en: 'Settlement dossier' },
  settlement: { vi: 'Thanh lý, quyết toán', en: 'Liquidation and settlement' },
  'year-end-adjustment': { vi: 'Chỉnh lý quyết toán cuối năm', en: 'Year-end adjustment of the budget' },
  'obstacle-answer': { vi: 'Trả lời khó khăn, vướng mắc', en: 'Answer to an obstacle' },
  'adjustment-decision': { vi: 'Quyết định điều chỉnh', en: 'Decision on an adjustment' },
} as const satisfies Readonly<Record<string, { readonly vi: string; readonly en: string }>>;

export type DeadlineKind = keyof typeof DEADLINE_KINDS;

export const isDeadlineKind = (kind: string): kind is DeadlineKind => Object.hasOwn(DEADLINE_KINDS, kind);

/** Who is told of a step: whoever must act, then their supervisor, then the department's or the agency's leader. */
export type Audience = 'holder' | 'supervisor' | 'department';

/** When to remind of a deadline, and whom. Days are calendar days before or after the last day. */
export interface Ladder extends Rule {
  /** Deadlines that it is for; null: all that no other ladder in force names. */
  readonly kinds: readonly DeadlineKind[] | null;
  /** Days before the last day, falling: steps `before-10`, `before-3`. */
  readonly before: readonly number[];
  /** On the last day: step `due`. */
  readonly onDue: boolean;
  /** Days after the last day, rising: steps `after-5`. */
  readonly after: readonly number[];
  /** How many more, a week apart, after the last of these: steps `weekly-1` … */
  readonly weekly: number;
  /** Who is told too, a week apart, after the last of these: steps `supervisor`, `department`. */
  readonly escalate: readonly Exclude<Audience, 'holder'>[];
}

export const ladders: readonly Ladder[] = [
  {
    id: 'ladder-all',
    kinds: null,
    before: [10, 3],
    onDue: true,
    after: [5],
    weekly: 8,
    escalate: ['supervisor', 'department'],
    ...TIENDO,
    article: 'configurable: ladder',
  },
];
