import type { DeadlineKind } from './deadline-kinds.ts';
import type { Rule } from './rule.ts';
import { TIENDO, TT36 } from './wordings.ts';

/** Why a clock stands still: a closed list. `by-decision`: somebody with the power paused one deadline by a document. */
export const PAUSE_REASONS = {
  'dossier-returned': { vi: 'chờ hoàn thiện, bổ sung hồ sơ', en: 'dossier with the unit for completion' },
  'adjustment-pending': { vi: 'chờ quyết định điều chỉnh', en: 'adjustment asked for and not decided' },
  'force-majeure': { vi: 'bất khả kháng', en: 'force majeure' },
  'by-decision': { vi: 'tạm dừng theo văn bản', en: 'paused by a document' },
} as const satisfies Readonly<Record<string, { readonly vi: string; readonly en: string }>>;

export type PauseReasonCode = keyof typeof PAUSE_REASONS;

/** Which clocks a reason stops. A fixed day does not move for it, but nobody is reminded of it meanwhile. */
export interface PauseRule extends Rule {
  readonly reason: PauseReasonCode;
  /** null: every one. */
  readonly pauses: readonly DeadlineKind[] | null;
}

export const pauseRules: readonly PauseRule[] = [
  {
    id: 'pause-dossier-returned',
    reason: 'dossier-returned',
    pauses: ['base-appraisal', 'final-appraisal'],
    ...TIENDO,
    article: 'configurable: pauses',
    note: 'From the return to the completion. No article says so: the appraiser has nothing to appraise meanwhile. The day of registration at the Cục stays.',
  },
  {
    id: 'pause-adjustment-pending',
    reason: 'adjustment-pending',
    pauses: ['first-advance', 'acceptance'],
    ...TIENDO,
    article: 'configurable: pauses',
    note: 'From the request to the decision. No article says so: amount, content or end of the contract are open meanwhile.',
  },
  {
    id: 'pause-force-majeure',
    reason: 'force-majeure',
    pauses: ['first-advance', 'acceptance'],
    ...TT36,
    to: null,
    article: 'art. 18(4)',
    status: 'unverified',
    note: 'The article excuses the time of the contract; that the clock stands, until both have confirmed the volume, is a reading of it.',
  },
  {
    id: 'pause-by-decision',
    reason: 'by-decision',
    pauses: null,
    ...TIENDO,
    article: 'configurable: pauses',
    note: 'No article says so. A fixed day of the law does not move.',
  },
];
