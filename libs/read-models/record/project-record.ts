import type { ProjectRecord } from '#contracts/projects';
import { unreachable } from '#lifecycle/decider';
import { subtract, sum } from '#lifecycle/money';
import type { Need, ProjectEvent } from '#lifecycle/project/project.events';
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
  const file = new ProjectFile();
  for (const { event, recorded } of history.events) file.take(event, recorded.meta);
  const revision = history.events.at(-1)?.recorded.revision ?? 0;
  return {
    ...file.record(),
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
class ProjectFile {
  #need: Need | null = null;
  #standing: Standing | null = null;
  #title: string | null = null;
  #unit: string | null = null;
  #beneficiary: Need['beneficiary'] | null = null;
  #output: ProjectRecord['output'] = null;
  #plan: ProjectRecord['plan'] = null;
  #contract: ProjectRecord['contract'] = null;
  #ruleSet: string | null = null;
  #endReason: string | null = null;
  readonly #money: Money = {
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
  };

  take(event: ProjectEvent, meta: Readonly<Record<string, string>>): void {
    this.#standing = standingAfter(this.#standing, event, meta['occurredOn'] ?? '');
    // NĐ 235/2025: a project keeps the rules in force on the day its plan was approved.
    if (this.#plan === null || event.type === 'ApprovedInPlan') this.#ruleSet = meta['ruleSet'] ?? this.#ruleSet;
    this.#fill(event);
  }

  /** @throws Error the stream does not begin with a survey: it is damaged */
  record(): Filed {
    const [need, standing] = [this.#need, this.#standing];
    if (need === null || standing === null) throw new Error('a project without a survey');
    const { province } = need;
    const now = successorOf(province);
    const { firstAdvance, remainingAdvance, recovered } = this.#money;
    const executed = subtract(sum(firstAdvance ?? 0, remainingAdvance ?? 0), recovered ?? 0);
    return {
      code: need.code,
      stage: standing.stage,
      stageOn: standing.stageOn,
      title: this.#title,
      source: need.source,
      planYear: need.planYear,
      province,
      provinceName: provinceName(province),
      provinceNow: { ref: now, name: provinceName(now) },
      commune: need.commune,
      content: contentOf(need.content),
      implementingUnit: this.#unit,
      beneficiary: this.#beneficiary ?? need.beneficiary,
      output: this.#output,
      money: { ...this.#money, executed },
      plan: this.#plan,
      contract: this.#contract,
      ruleSet: this.#ruleSet,
      endReason: this.#endReason,
    };
  }

  #fill(event: ProjectEvent): void {
    const money = this.#money;
    switch (event.type) {
      case 'NeedSurveyed':
        this.#need = event.data;
        break;
      case 'NeedFoundNotEligible':
        this.#need = event.data;
        this.#endReason = event.data.reason;
        break;
      case 'ProjectDrafted':
      case 'ProjectRegistered':
        this.#draft(event.data);
        break;
      case 'BaseAppraisalConcluded':
        money.baseAmount = event.data.amount;
        this.#endReason = event.data.result === 'fail' ? event.data.reason : null;
        break;
      case 'FinalAppraisalConcluded':
        money.finalAmount = event.data.amount;
        this.#endReason = event.data.result === 'fail' ? event.data.reason : null;
        break;
      case 'ApprovedInPlan':
        money.approved = event.data.amount;
        this.#plan = { stream: event.data.plan, decisionNo: event.data.decisionNo };
        this.#endReason = null;
        break;
      case 'LeftOutOfPlan':
        money.approved = null;
        this.#plan = { stream: event.data.plan, decisionNo: event.data.decisionNo };
        this.#endReason = event.data.reason;
        break;
      case 'ContractSigned':
        this.#contract = { stream: event.data.contract, contractNo: event.data.contractNo, endsOn: event.data.endsOn };
        break;
      case 'AdvancePaid':
        if (event.data.tranche === 'first') money.firstAdvance = sum(money.firstAdvance ?? 0, event.data.amount);
        else money.remainingAdvance = sum(money.remainingAdvance ?? 0, event.data.amount);
        break;
      case 'AdvanceRecovered':
        money.recovered = sum(money.recovered ?? 0, event.data.amount);
        break;
      case 'AcceptanceHeld':
        if (event.data.result !== 'not-accepted') money.accepted = event.data.amount;
        if (this.#output !== null) this.#output = { ...this.#output, actual: event.data.output };
        break;
      case 'SettlementApproved':
        money.settled = event.data.amount;
        break;
      case 'ProjectStopped':
      case 'ProjectWithdrawn':
        this.#endReason = event.data.reason;
        break;
      case 'DossierReturned':
      case 'DossierCompleted':
      case 'AdvanceRequested':
      case 'VolumeConfirmed':
      case 'SettlementDossierLodged':
      case 'ContractLiquidated':
        break;
      default:
        unreachable(event);
    }
  }

  #draft({
    title,
    implementingUnit,
    beneficiary,
    totalCost,
    supportRequested,
    counterpart,
    output,
  }: Extract<ProjectEvent, { type: 'ProjectDrafted' }>['data']): void {
    this.#title = title;
    this.#unit = implementingUnit;
    this.#beneficiary = beneficiary;
    this.#output = { ...output, actual: null };
    this.#money.totalCost = totalCost;
    this.#money.requested = supportRequested;
    this.#money.counterpart = counterpart;
  }
}
