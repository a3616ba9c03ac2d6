import type { Context } from '#lifecycle/context';
import type { DecidePlan } from '#lifecycle/plan/plan.commands';
import { plan } from '#lifecycle/plan/plan.decider';
import { PLAN_ITEMS_MAX, type PlanItem } from '#lifecycle/plan/plan.events';
import type { Plan } from '#lifecycle/plan/plan.state';
import type { AttestedStep } from '#lifecycle/project/project.events';
import type { Step } from '../decide-steps.ts';
import { projectIdOfCode } from '../project-id.ts';
import type { Cells } from './columns.ts';
import { stepCommandId } from './ids.ts';
import type { LogView } from './log-view.ts';
import { codeOf, type Origin, planStreamOf, provinceOf, sourceOf } from './row-commands.ts';

/** Projects in one append: at about 110 bytes each it stays under half of the log's 900 KiB. */
const APPEND_ITEMS_MAX = 8 * PLAN_ITEMS_MAX;

type Decision = Omit<DecidePlan, 'items' | 'leftOut'> & { readonly items: Pick<PlanItem, 'code' | 'amount'>[] };

/** The plan decisions of a file: what each plan's stream will be asked to decide, after each row was judged against it. */
export class PlanBook {
  readonly #plans = new Map<string, { readonly state: Plan; readonly decisions: Map<string, Decision> }>();

  constructor(
    private readonly view: LogView,
    private readonly origin: Pick<Origin, 'actor' | 'document'>,
  ) {}

  /** Enters a row that was found good; returns whether the plan has to be told. @throws Refusal the plan funds the project otherwise */
  async judge(cells: Cells, projectId: string, context: Context): Promise<() => void> {
    const stream = planStreamOf(cells);
    const known = this.#plans.get(stream) ?? { state: await this.view.plan(stream), decisions: new Map() };
    this.#plans.set(stream, known);
    const decision = this.#decisionOf(cells);
    const code = codeOf(cells);
    const amount = cells.approved_vnd ?? 0;
    const asked = { ...decision, items: [{ project: projectId, code, amount }], leftOut: [] };
    if (plan.decide(asked, known.state, context).length === 0) return () => undefined;
    return () => {
      const key = `${decision.decisionNo} ${decision.occurredOn}`;
      const entered = known.decisions.get(key) ?? decision;
      entered.items.push({ code, amount });
      known.decisions.set(key, entered);
    };
  }

  /** Appends to make, each to one plan's stream. */
  *appends(): Generator<{ readonly stream: string; readonly steps: readonly Step<DecidePlan>[] }> {
    for (const [stream, { decisions }] of this.#plans) {
      let steps: Step<DecidePlan>[] = [];
      let items = 0;
      for (const part of [...decisions.values()].flatMap(parts)) {
        if (items + part.items.length > APPEND_ITEMS_MAX || steps.length === PLAN_ITEMS_MAX / 2) {
          yield { stream, steps };
          steps = [];
          items = 0;
        }
        steps.push(stepOf(stream, part));
        items += part.items.length;
      }
      if (steps.length > 0) yield { stream, steps };
    }
  }

  #decisionOf(cells: Cells): Decision {
    const source = sourceOf(cells);
    return {
      type: 'DecidePlan',
      occurredOn: cells.approved_on ?? '',
      actor: this.origin.actor,
      source,
      year: cells.plan_year ?? 0,
      province: source === 'KCQG' ? null : provinceOf(cells),
      decisionNo: cells.decision_no ?? '',
      attested: { by: 'register', document: this.origin.document, steps: ['allocation', 'segregation'] satisfies AttestedStep[] },
      items: [],
    };
  }
}

function parts(decision: Decision): Decision[] {
  const found: Decision[] = [];
  for (let from = 0; from < decision.items.length; from += APPEND_ITEMS_MAX)
    found.push({ ...decision, items: decision.items.slice(from, from + APPEND_ITEMS_MAX) });
  return found;
}

/** A plan takes a project once, so that the first project named makes the command's id its own for ever. */
function stepOf(stream: string, decision: Decision): Step<DecidePlan> {
  const items = decision.items.map(({ code, amount }) => ({ project: projectIdOfCode(code), code, amount }));
  const commandId = stepCommandId(items[0]?.code ?? '', `plan/${stream}/${decision.decisionNo}/${decision.occurredOn}`);
  return { command: { ...decision, items, leftOut: [] }, trace: { commandId, correlationId: commandId } };
}
