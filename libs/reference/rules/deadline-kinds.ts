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
