import type { ProjectRecord } from '#contracts/projects';
import { subtract, sum } from '#lifecycle/money';
import type { Draft, Need, ProjectEvent } from '#lifecycle/project/project.events';
import { contentOf } from '#reference/contents';
import { provinceName, successorOf } from '#reference/provinces';
import { type Standing, standingAfter } from '../project-stage.ts';
import type { AskedMoment } from './moment.ts';
import { projectHistory, type RecordSource } from './project-events.ts';

export type Obligations = ProjectRecord['obligations'];

/**
 * One project as of a date and as known on a date; null: no such project, or none yet at that moment.
 * @param obligations what is due at that moment, from the figures
 * @throws UnknownEvent an event of a newer build
 */
export async function projectRecord(
  source: RecordSource,
  idOrCode: string,
  moment: AskedMoment,
  obligations: Obligations = [],
): Promise<ProjectRecord | null> {
  const history = await projectHistory(source, idOrCode, moment);
  if (history === null) return null;
  const file = emptyFile();
  for (const { event, recorded } of history.events) take(file, event, recorded.meta);
  const revision = history.events.at(-1)?.recorded.revision ?? 0;
  return {
    ...filed(file),
    id: history.id,
    revision,
    asOf: moment.asOf,
    knownAt: moment.knownAt,
    position: history.position,
    obligations,
  };
}

type Money = { -readonly [Amount in keyof Omit<ProjectRecord['money'], 'executed'>]: ProjectRecord['money'][Amount] };
type Filed = Omit<ProjectRecord, 'id' | 'revision' | 'asOf' | 'knownAt' | 'position' | 'obligations'>;

/** What the events say of a project, filled in as they are taken in order. */
interface ProjectFile {
  need: Need | null;
  standing: Standing | null;
  title: string | null;
  unit: string | null;
  beneficiary: Need['beneficiary'] | null;
  output: ProjectRecord['output'];
  plan: ProjectRecord['plan'];
  contract: ProjectRecord['contract'];
  ruleSet: string | null;
  endReason: string | null;
  readonly money: Money;
}

const emptyFile = (): ProjectFile => ({
  need: null,
  standing: null,
  title: null,
  unit: null,
  beneficiary: null,
  output: null,
  plan: null,
  contract: null,
  ruleSet: null,
  endReason: null,
  money: {
    totalCost: null,
    requested: null,
    counterpart: null,
    baseAmount: null,
    finalAmount: null,
    approved: null,
    firstAdvance: null,
    remainingAdvance: null,
    recovered: null,
    accepted: null,
    settled: null,
  },
});

function take(file: ProjectFile, event: ProjectEvent, meta: Readonly<Record<string, string>>): void {
  file.standing = standingAfter(file.standing, event, meta['occurredOn'] ?? '');
  // NĐ 235/2025: a project keeps the rules in force on the day its plan was approved.
  if (file.plan === null || event.type === 'ApprovedInPlan') file.ruleSet = meta['ruleSet'] ?? file.ruleSet;
  (FILL[event.type] as (into: ProjectFile, data: ProjectEvent['data']) => void)(file, event.data);
}

/** @throws Error the stream does not begin with a survey: it is damaged */
function filed(file: ProjectFile): Filed {
  const { need, standing, money } = file;
  if (need === null || standing === null) throw new Error('a project without a survey');
  const { province } = need;
  const now = successorOf(province);
  const executed = subtract(sum(money.firstAdvance ?? 0, money.remainingAdvance ?? 0), money.recovered ?? 0);
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
    implementingUnit: file.unit,
    beneficiary: file.beneficiary ?? need.beneficiary,
    output: file.output,
    money: { ...money, executed },
    plan: file.plan,
    contract: file.contract,
    ruleSet: file.ruleSet,
    endReason: file.endReason,
  };
}

type DataOf<Type extends ProjectEvent['type']> = Extract<ProjectEvent, { readonly type: Type }>['data'];

const nothing = (): void => undefined;

/** What each event writes into the file. A new event type does not compile until it is answered here. */
const FILL: { readonly [Type in ProjectEvent['type']]: (file: ProjectFile, data: DataOf<Type>) => void } = {
  NeedSurveyed: (file, data) => {
    file.need = data;
  },
  NeedFoundNotEligible: (file, data) => {
    file.need = data;
    file.endReason = data.reason;
  },
  ProjectDrafted: fillDraft,
  ProjectRegistered: fillDraft,
  BaseAppraisalConcluded: (file, { result, amount, reason }) => {
    file.money.baseAmount = amount;
    file.endReason = result === 'fail' ? reason : null;
  },
  FinalAppraisalConcluded: (file, { result, amount, reason }) => {
    file.money.finalAmount = amount;
    file.endReason = result === 'fail' ? reason : null;
  },
  ApprovedInPlan: (file, { plan, decisionNo, amount }) => {
    file.money.approved = amount;
    file.plan = { stream: plan, decisionNo };
    file.endReason = null;
  },
  LeftOutOfPlan: (file, { plan, decisionNo, reason }) => {
    file.money.approved = null;
    file.plan = { stream: plan, decisionNo };
    file.endReason = reason;
  },
  ContractSigned: (file, { contract, contractNo, endsOn }) => {
    file.contract = { stream: contract, contractNo, endsOn };
  },
  AdvancePaid: ({ money }, { tranche, amount }) => {
    const which = tranche === 'first' ? 'firstAdvance' : 'remainingAdvance';
    money[which] = sum(money[which] ?? 0, amount);
  },
  AdvanceRecovered: ({ money }, { amount }) => {
    money.recovered = sum(money.recovered ?? 0, amount);
  },
  AcceptanceHeld: (file, { result, amount, output }) => {
    if (result !== 'not-accepted') file.money.accepted = amount;
    if (file.output !== null) file.output = { ...file.output, actual: output };
  },
  SettlementApproved: ({ money }, { amount }) => {
    money.settled = amount;
  },
  ProjectStopped: (file, { reason }) => {
    file.endReason = reason;
  },
  ProjectWithdrawn: (file, { reason }) => {
    file.endReason = reason;
  },
  DossierReturned: nothing,
  DossierCompleted: nothing,
  AdvanceRequested: nothing,
  VolumeConfirmed: nothing,
  SettlementDossierLodged: nothing,
  ContractLiquidated: nothing,
};

function fillDraft(
  file: ProjectFile,
  { title, implementingUnit, beneficiary, totalCost, supportRequested, counterpart, output }: Draft,
): void {
  file.title = title;
  file.unit = implementingUnit;
  file.beneficiary = beneficiary;
  file.output = { ...output, actual: null };
  file.money.totalCost = totalCost;
  file.money.requested = supportRequested;
  file.money.counterpart = counterpart;
}
