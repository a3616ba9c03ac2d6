import type { ProjectEvent } from '#lifecycle/project/project.events';
import type { ModelEvent } from '../model.ts';

/** Events of whose data only the amount and the result matter. */
const MOVED_BY: ReadonlySet<string> = new Set<ProjectEvent['type']>([
  'BaseAppraisalConcluded',
  'FinalAppraisalConcluded',
  'ApprovedInPlan',
  'AdvancePaid',
  'AcceptanceHeld',
  'SettlementApproved',
  'AdvanceRecovered',
]);
type AdvancePaid = Extract<ProjectEvent, { readonly type: 'AdvancePaid' }>['data'];
type AcceptanceHeld = Extract<ProjectEvent, { readonly type: 'AcceptanceHeld' }>['data'];

/** Type and data of an event as the rules know them; of the data only what a rule asks for is taken out. */
export class Happened {
  readonly type: string;
  readonly #event: ModelEvent;

  constructor(event: ModelEvent) {
    this.type = event.type;
    this.#event = event;
  }

  get data(): object {
    return MOVED_BY.has(this.type) ? new Moves(this.#event) : this.#event.data;
  }
}

/** What `moved` asks of the data of the events that only move a project. */
class Moves implements Partial<Pick<AdvancePaid & AcceptanceHeld, 'amount' | 'result'>> {
  readonly #event: ModelEvent;

  constructor(event: ModelEvent) {
    this.#event = event;
  }

  get amount(): AdvancePaid['amount'] {
    return this.#event.member('amount') as AdvancePaid['amount'];
  }

  get result(): AcceptanceHeld['result'] {
    return this.#event.member('result') as AcceptanceHeld['result'];
  }
}
