import type { ObligationKind } from '#lifecycle/obligation/obligation';
import type { Bilingual, Language } from './plain-text.ts';

/** What is owed, as an officer would say it. */
const OWED: Readonly<Record<ObligationKind, Bilingual>> = {
  registration: { vi: 'Nộp hồ sơ đăng ký đề án tại Sở Công Thương', en: 'Register the project at the Department of Industry and Trade' },
  submission: { vi: 'Gửi hồ sơ đăng ký kế hoạch về Cục', en: 'Submit the registration to the managing agency' },
  'base-appraisal': { vi: 'Thẩm định cấp cơ sở', en: 'Carry out the base-level appraisal' },
  'dossier-completion': { vi: 'Bổ sung hồ sơ bị trả lại', en: 'Complete the returned dossier' },
  'final-appraisal': { vi: 'Thẩm định cấp cuối', en: 'Carry out the final appraisal' },
  'first-advance': { vi: 'Tạm ứng lần một', en: 'First advance' },
  'monthly-report': { vi: 'Nộp báo cáo tiến độ tháng', en: 'Send the monthly progress report' },
  acceptance: { vi: 'Nghiệm thu cơ sở', en: 'Hold the base-level acceptance' },
  'remaining-advance': { vi: 'Tạm ứng kinh phí còn lại', en: 'Remaining advance' },
  'settlement-dossier': { vi: 'Nộp hồ sơ quyết toán', en: 'Lodge the settlement dossier' },
  settlement: { vi: 'Quyết toán kinh phí', en: 'Settle the support' },
  'year-end-adjustment': { vi: 'Đề nghị điều chỉnh kế hoạch cuối năm', en: 'Ask for the year-end adjustment of the plan' },
  'obstacle-answer': { vi: 'Trả lời vướng mắc', en: 'Answer the obstacle' },
  'adjustment-decision': { vi: 'Quyết định việc điều chỉnh đề án', en: 'Decide on the requested adjustment' },
};

const MONTH = /:(\d{4})-(\d{2})$/;

/** @param obligation key of the obligation: a report's names its month, `monthly-report:2022-03` */
export function owed({ kind, obligation }: { readonly kind: ObligationKind; readonly obligation: string }): Bilingual {
  const { vi, en } = OWED[kind];
  const [, year, month] = MONTH.exec(obligation) ?? [];
  return month === undefined ? { vi, en } : { vi: `${vi} ${month}/${year}`, en: `${en} for ${month}/${year}` };
}

const FIXED_STEPS: Readonly<Record<string, Bilingual>> = {
  due: { vi: 'đúng hạn', en: 'on the day' },
  supervisor: { vi: 'báo cấp giám sát', en: 'told to the supervisor' },
  department: { vi: 'báo lãnh đạo', en: 'told to the leaders' },
};
const COUNTED_STEPS: readonly (readonly [RegExp, (n: string) => Bilingual])[] = [
  [/^before-(\d+)$/, (n) => ({ vi: `trước hạn ${n} ngày`, en: days(n, 'before') })],
  [/^after-(\d+)$/, (n) => ({ vi: `sau hạn ${n} ngày`, en: days(n, 'after') })],
  [/^weekly-(\d+)$/, (n) => ({ vi: `nhắc hằng tuần lần ${n}`, en: `weekly reminder ${n}` })],
];
const days = (n: string, when: string): string => `${n} ${n === '1' ? 'day' : 'days'} ${when}`;

/** A step of a ladder; a province's own ladder may have others, which keep their name. */
export function stepWords(step: string, language: Language): string {
  const fixed = FIXED_STEPS[step];
  if (fixed !== undefined) return fixed[language];
  for (const [pattern, say] of COUNTED_STEPS) {
    const n = pattern.exec(step)?.[1];
    if (n !== undefined) return say(n)[language];
  }
  return step;
}
