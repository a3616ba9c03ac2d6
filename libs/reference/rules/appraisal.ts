import type { Rule } from './rule.ts';
import { sinceTt36, TIENDO } from './wordings.ts';

/** One of the five contents of an appraisal, by the clause of TT 36/2013 art. 9. */
export interface AppraisalCriterion extends Rule {
  readonly criterion: 'principles' | 'aims-and-money' | 'capability' | 'combination' | 'dossier';
  readonly vi: string;
  readonly en: string;
}

const criterion = (clause: number, name: AppraisalCriterion['criterion'], vi: string, en: string): readonly AppraisalCriterion[] =>
  sinceTt36(`criterion-${name}`, `art. 9(${clause})`, { criterion: name, vi, en });

export const appraisalCriteria: readonly AppraisalCriterion[] = [
  ...criterion(1, 'principles', 'Phù hợp với nguyên tắc lập đề án', 'Fit with the principles for schemes'),
  ...criterion(
    2,
    'aims-and-money',
    'Mục tiêu, sự cần thiết, hiệu quả; tính hợp lý về sử dụng kinh phí, nguồn lực, cơ sở vật chất',
    'Aims, need and effect; reasonable use of money, resources and facilities',
  ),
  ...criterion(
    3,
    'capability',
    'Năng lực của đơn vị thực hiện, phối hợp, thụ hưởng',
    'Capability of the implementing, co-operating and beneficiary units',
  ),
  ...criterion(
    4,
    'combination',
    'Khả năng kết hợp, lồng ghép với dự án, chương trình khác',
    'Possibility of combining with other projects and programmes',
  ),
  ...criterion(5, 'dossier', 'Sự phù hợp và đầy đủ của hồ sơ, tài liệu', 'Fitness and completeness of the dossier'),
];

/** How an appraisal council decides. A council is optional at both levels (TT 36/2013 art. 8(1)(2)). */
export interface CouncilRule extends Rule {
  /** Votes for it must be over this share of all members, in percent. */
  readonly majorityOverPercent: number;
  readonly membersMin: number;
}

export const councilRules: readonly CouncilRule[] = [
  {
    id: 'council-majority',
    majorityOverPercent: 50,
    membersMin: 3,
    ...TIENDO,
    article: 'configurable: more than half of the members',
    note: 'No article says how a council decides.',
  },
];

/** One of the eight compulsory contents of a KCQG scheme, by the clause of TT 36/2013 art. 5. */
export interface DraftContent extends Rule {
  readonly part: 'units-and-place' | 'need' | 'aims' | 'scale' | 'content-and-schedule' | 'estimate' | 'organisation' | 'effect';
  readonly vi: string;
  readonly en: string;
}

const part = (clause: number, name: DraftContent['part'], vi: string, en: string): readonly DraftContent[] =>
  sinceTt36(`draft-${name}`, `art. 5(${clause})`, { part: name, vi, en });

export const draftContents: readonly DraftContent[] = [
  ...part(
    1,
    'units-and-place',
    'Đơn vị thực hiện, phối hợp, thụ hưởng; địa điểm',
    'Implementing, co-operating and beneficiary units; place',
  ),
  ...part(2, 'need', 'Sự cần thiết và căn cứ', 'Need and basis'),
  ...part(3, 'aims', 'Mục tiêu', 'Aims'),
  ...part(4, 'scale', 'Quy mô; đặc điểm vượt trội', 'Scale; what is outstanding'),
  ...part(5, 'content-and-schedule', 'Nội dung, tiến độ, người thực hiện', 'Content, schedule, responsible party'),
  ...part(6, 'estimate', 'Dự toán kinh phí theo Mẫu số 1', 'Detailed estimate, Mẫu số 1'),
  ...part(7, 'organisation', 'Tổ chức thực hiện', 'Organisation'),
  ...part(
    8,
    'effect',
    'Hiệu quả kinh tế, xã hội, môi trường; khả năng nhân rộng',
    'Economic, social and environmental effect; replicability',
  ),
];
