/** From the survey to the proposal for the plan. */
import type { AppraisalResult, Criterion, Finding } from '#lifecycle/project/project.events';
import { amountText, because, dayText, type Sentence } from '../wording.ts';
import { aside, list, type Sentences, type Told, told } from './told.ts';

type ProposalType =
  | 'NeedSurveyed'
  | 'NeedFoundNotEligible'
  | 'ProjectDrafted'
  | 'ProjectRegistered'
  | 'DossierReturned'
  | 'ReturnedItemAnswered'
  | 'DossierCompleted'
  | 'EarlierSupportJudged'
  | 'CriterionAssessed'
  | 'CouncilConvened'
  | 'VoteCast'
  | 'BaseAppraisalConcluded'
  | 'SubmittedForFinalAppraisal'
  | 'FinalAppraisalConcluded'
  | 'ProposedForPlan'
  | 'ProjectWithdrawn';

/** Contents of an appraisal, TT 36/2013/TT-BCT art. 9. */
export const CRITERIA: Readonly<Record<Criterion, Sentence>> = {
  principles: { vi: 'sự phù hợp với nguyên tắc hỗ trợ', en: 'the principles of support' },
  'aims-and-money': { vi: 'mục tiêu, nội dung và kinh phí', en: 'aims, contents and money' },
  capability: { vi: 'năng lực của đơn vị thực hiện', en: 'capability of those who carry it out' },
  combination: { vi: 'việc lồng ghép các nguồn', en: 'the combination with other sources' },
  dossier: { vi: 'hồ sơ đề án', en: 'the dossier' },
};

const LEVELS: Readonly<Record<'base' | 'final', Sentence>> = {
  base: { vi: 'cấp cơ sở', en: 'base level' },
  final: { vi: 'cấp phê duyệt', en: 'final level' },
};

const VOTES = {
  for: { vi: 'tán thành', en: 'in favour' },
  against: { vi: 'không tán thành', en: 'against' },
  abstain: { vi: 'không biểu quyết', en: 'abstaining' },
} as const satisfies Record<string, Sentence>;

const MATCHES: Readonly<Record<string, Sentence>> = {
  'tax-code': { vi: 'cùng mã số thuế', en: 'same tax code' },
  name: { vi: 'cùng tên', en: 'same name' },
  serial: { vi: 'cùng số hiệu máy', en: 'same serial number' },
};

interface Concluded {
  readonly result: AppraisalResult;
  readonly amount: number | null;
  readonly reason: string | null;
  readonly findings: readonly Finding[];
}

function appraisal(by: Sentence, { result, amount, reason, findings }: Concluded): Told {
  const unmet = findings.filter(({ met }) => !met).length;
  const failing = unmet === 0 ? { vi: '', en: '' } : { vi: ` (${unmet} nội dung không đạt)`, en: ` (${unmet} contents not met)` };
  if (result === 'fail' || amount === null)
    return told(`${by.vi}: không đạt${failing.vi}${because(reason)}`, `${by.en}: failed${failing.en}${because(reason)}`);
  const money = amountText(amount);
  return result === 'pass'
    ? told(`${by.vi}: đạt, đề nghị hỗ trợ ${money.vi}`, `${by.en}: passed, support of ${money.en} proposed`, amount)
    : told(
        `${by.vi}: đạt, giảm mức hỗ trợ còn ${money.vi}${because(reason)}`,
        `${by.en}: passed with support reduced to ${money.en}${because(reason)}`,
        amount,
      );
}

export const proposalSentences: Sentences<ProposalType> = {
  NeedSurveyed: ({ beneficiary, commune, outcome }) =>
    outcome === 'recorded'
      ? told(`Khảo sát nhu cầu của ${beneficiary.name} tại ${commune}`, `Need of ${beneficiary.name} in ${commune} surveyed`)
      : told(
          `Khảo sát nhu cầu của ${beneficiary.name} tại ${commune}, để lại xem xét sau`,
          `Need of ${beneficiary.name} in ${commune} surveyed and kept for later`,
        ),
  NeedFoundNotEligible: ({ beneficiary, reason }) =>
    told(
      `Nhu cầu của ${beneficiary.name} không thuộc đối tượng hỗ trợ${because(reason)}`,
      `Need of ${beneficiary.name} found not eligible${because(reason)}`,
    ),
  ProjectDrafted: ({ title, supportRequested }) => {
    const money = amountText(supportRequested);
    return told(`Lập đề án “${title}”, đề nghị hỗ trợ ${money.vi}`, `Project “${title}” drafted, asking for ${money.en}`, supportRequested);
  },
  ProjectRegistered: ({ title, supportRequested, totalCost }) => {
    const [money, cost] = [amountText(supportRequested), amountText(totalCost)];
    return told(
      `Đăng ký đề án “${title}”, đề nghị hỗ trợ ${money.vi} trên tổng kinh phí ${cost.vi}`,
      `Project “${title}” registered, asking for ${money.en} of a total cost of ${cost.en}`,
      supportRequested,
    );
  },
  DossierReturned: ({ round, items }) =>
    told(
      `Trả hồ sơ lần ${round}, yêu cầu bổ sung: ${list(items.map(({ item }) => item))}`,
      `Dossier returned (round ${round}) for completion: ${list(items.map(({ item }) => item))}`,
    ),
  ReturnedItemAnswered: ({ round, item, answer, document }) =>
    told(
      `Trả lời mục “${item}” của lần trả ${round}${because(answer)}${aside(document)}`,
      `Item “${item}” of round ${round} answered${because(answer)}${aside(document)}`,
    ),
  DossierCompleted: ({ round }) => told(`Bổ sung hồ sơ lần ${round}`, `Dossier completed (round ${round})`),
  EarlierSupportJudged: ({ earlier, matchedBy, sameItem, reason }) => {
    const match = MATCHES[matchedBy] ?? { vi: matchedBy, en: matchedBy };
    return sameItem
      ? told(
          `Đề án ${earlier} trước đây (${match.vi}) đã hỗ trợ cùng hạng mục${because(reason)}`,
          `Earlier project ${earlier} (${match.en}) supported the same item${because(reason)}`,
        )
      : told(
          `Đề án ${earlier} trước đây (${match.vi}) không hỗ trợ cùng hạng mục${because(reason)}`,
          `Earlier project ${earlier} (${match.en}) did not support the same item${because(reason)}`,
        );
  },
  CriterionAssessed: ({ level, criterion, met, finding, evidence }) => {
    const [at, what] = [LEVELS[level], CRITERIA[criterion]];
    return told(
      `Thẩm định ${at.vi} về ${what.vi}: ${met ? 'đạt' : 'không đạt'}${because(finding)}${aside(evidence)}`,
      `Appraisal at ${at.en} of ${what.en}: ${met ? 'met' : 'not met'}${because(finding)}${aside(evidence)}`,
    );
  },
  CouncilConvened: ({ level, meetingOn, members }) =>
    told(
      `Mời Hội đồng thẩm định ${LEVELS[level].vi} gồm ${members.length} thành viên, họp ngày ${dayText(meetingOn)}`,
      `Appraisal council at ${LEVELS[level].en} with ${members.length} members convened for ${dayText(meetingOn)}`,
    ),
  VoteCast: ({ member, vote, reason }) =>
    told(
      `Thành viên Hội đồng ${member} biểu quyết: ${VOTES[vote].vi}${because(reason)}`,
      `Council member ${member} votes: ${VOTES[vote].en}${because(reason)}`,
    ),
  BaseAppraisalConcluded: (data) => appraisal({ vi: 'Thẩm định cấp cơ sở', en: 'Base appraisal' }, data),
  SubmittedForFinalAppraisal: ({ level, letterNo }) =>
    level === 'ministry'
      ? told(`Trình thẩm định cấp Bộ theo văn bản ${letterNo}`, `Submitted for appraisal by the ministry with letter ${letterNo}`)
      : told(`Trình thẩm định cấp tỉnh theo văn bản ${letterNo}`, `Submitted for appraisal by the province with letter ${letterNo}`),
  FinalAppraisalConcluded: (data) =>
    appraisal(
      data.level === 'ministry'
        ? { vi: 'Thẩm định cấp Bộ', en: 'Appraisal by the ministry' }
        : { vi: 'Thẩm định cấp tỉnh', en: 'Appraisal by the province' },
      data,
    ),
  ProposedForPlan: ({ statementNo, priority }) => {
    const [vi, en] = priority.length === 0 ? ['', ''] : [`, ưu tiên: ${list(priority)}`, `, priority: ${list(priority)}`];
    return told(`Trình phê duyệt kế hoạch theo tờ trình ${statementNo}${vi}`, `Proposed for the plan by statement ${statementNo}${en}`);
  },
  ProjectWithdrawn: ({ reason }) => told(`Rút đề án${because(reason)}`, `Project withdrawn${because(reason)}`),
};
