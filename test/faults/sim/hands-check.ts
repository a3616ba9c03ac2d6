import type { RecordedEvent } from '#event-log/event-log';
import type { World } from './world.ts';

/** As which duty an act counts, and which duties exclude each other: written down apart from the product's own tables. */
const DUTIES: Readonly<Record<string, readonly string[]>> = {
  propose: ['ProjectDrafted', 'ProjectRegistered', 'ReturnedItemAnswered', 'DossierCompleted'],
  appraise: [
    'DossierReturned',
    'EarlierSupportJudged',
    'CriterionAssessed',
    'VoteCast',
    'BaseAppraisalConcluded',
    'FinalAppraisalConcluded',
  ],
  approve: ['ApprovedInPlan', 'ApprovalAdjusted', 'ProjectStopped'],
  request: ['AdvanceRequested'],
  confirm: ['VolumeConfirmed', 'ForceMajeureConfirmed'],
  pay: ['AdvancePaid'],
  accept: ['AcceptanceHeld'],
  settle: ['SettlementApproved'],
};
const EXCLUDE: readonly (readonly [string, string])[] = [
  ['propose', 'appraise'],
  ['appraise', 'approve'],
  ['approve', 'pay'],
  ['approve', 'settle'],
  ['propose', 'accept'],
  ['request', 'confirm'],
];

/** Who did what for which project, over the whole history. */
export class HandsCheck {
  readonly #did = new Set<string>();

  constructor(private readonly world: World) {}

  take({ stream, type, meta: { actor, delegatedBy } }: RecordedEvent): void {
    if (!stream.startsWith('project-')) return;
    const duty = Object.keys(DUTIES).find((one) => DUTIES[one]?.includes(type));
    if (duty === undefined) return;
    for (const person of [actor, delegatedBy]) {
      if (person === undefined) continue;
      this.#did.add(`${stream} ${person} ${duty}`);
      for (const [one, other] of EXCLUDE) {
        const excluded = one === duty ? other : other === duty ? one : null;
        if (excluded !== null && this.#did.has(`${stream} ${person} ${excluded}`))
          this.world.broken('segregation', `${person} did ${excluded} and ${duty} (${type}) for ${stream}`);
      }
    }
  }
}
