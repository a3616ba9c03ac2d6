/** What is asked of plans and contracts: their members' facts are read from the members' own streams, as the server does. */
import { contractIdOf } from '#commands/contract-id';
import { endedFacts, fundedFacts, memberFacts, proposedFacts } from '#commands/member-facts';
import type { AnyCommand } from '#commands/stream-kind';
import { draft, need, personOf } from '#lifecycle/project/project.fixture';
import type { ContractCommand } from '#lifecycle/contract/contract.commands';
import { contractStream } from '#lifecycle/contract/contract.events';
import type { PlanCommand } from '#lifecycle/plan/plan.commands';
import { planStream } from '#lifecycle/plan/plan.events';
import type { Project } from '#lifecycle/project/project.state';
import type { Role } from '#reference/roles';
import type { Asking, Known, Question } from './asking.ts';

const APPROVED_MILLIONS = 290;
/** Money of a plan, in projects: mostly less than there are. */
const ENOUGH_FOR = [1.5, 2.2, 3.1, 4.5, 7];
const CONTRACTS = 3;

interface Member {
  readonly project: string;
  readonly code: string;
  readonly state: Project;
}

const rolesOf = (source: Known['source']): Readonly<Record<'approver' | 'manager', Role>> =>
  source === 'KCQG'
    ? { approver: 'ministry-leader', manager: 'agency-leader' }
    : { approver: 'province-leader', manager: 'department-leader' };

async function membersOf({ world, api, commands, projects }: Asking, source: Known['source']): Promise<readonly Member[]> {
  const members: Member[] = [];
  for (const { id: project, stream, code } of projects.filter((one) => one.source === source))
    members.push({ project, code, state: await commands.stateOf(world.seams.kinds(api).project, stream) });
  return members;
}

/** Most of them, or few, so that what is left competes for what is left of the money. */
function some<Item>({ choose }: Asking, items: readonly Item[]): readonly Item[] {
  const share = choose.next() < 0.4 ? 0.35 : 0.7;
  return items.filter(() => choose.next() < share);
}

export async function planQuestion(asking: Asking): Promise<Question | null> {
  const { world, api, commands, choose } = asking;
  const source = choose.pick(['KCQG', 'KCQG', 'KCQG', 'KCDP'] as const);
  const province = source === 'KCQG' ? null : need.province;
  const stream = planStream(source, need.planYear, province);
  const { state, revision } = await commands.look(world.seams.kinds(api).plan, stream);
  const { approver, manager } = rolesOf(source);
  const ofPlan = { source, year: need.planYear, province };
  const as = (role: Role) => ({ occurredOn: api.today(), role, actor: choose.next() < 0.1 ? 'u-2' : personOf(role) });
  const ask = (command: PlanCommand): Question => ({ kind: 'plan', stream, commands: [command], seen: revision });
  if (state.allocation === null || choose.next() < 0.1) {
    const amount = Math.floor(choose.pick(ENOUGH_FOR) * APPROVED_MILLIONS) * 1_000_000;
    return ask({ type: 'AllocatePlan', ...ofPlan, ...as(manager), amount, document: '100/QĐ', legalBasis: 'NĐ 45/2012/NĐ-CP, art. 14' });
  }
  const members = await membersOf(asking, source);
  const decisionNo = `${1 + Math.floor(choose.next() * 40)}/QĐ`;
  const command = choose.pick([decision, decision, decision, adjustment, release])(asking, { stream, members, decisionNo });
  return command === null
    ? null
    : ask({ ...ofPlan, ...command, ...as(command.type === 'DecidePlan' ? approver : choose.pick([approver, manager])) } as PlanCommand);
}

interface OfPlan {
  readonly stream: string;
  readonly members: readonly Member[];
  readonly decisionNo: string;
}
type Unsigned = { readonly type: PlanCommand['type'] } & object;

function decision(asking: Asking, { stream, members, decisionNo }: OfPlan): Unsigned | null {
  const before = some(asking, members).flatMap(({ state, ...named }) => {
    const facts = proposedFacts(state, stream);
    return facts === undefined ? [] : [{ ...named, facts }];
  });
  const out = before.filter(() => asking.choose.next() < 0.15);
  const items = before.filter((one) => !out.includes(one)).map((one) => ({ ...one, amount: one.facts.proposedAmount }));
  if (before.length === 0) return null;
  return { type: 'DecidePlan', decisionNo, items, leftOut: out.map((one) => ({ ...one, reason: 'Vượt dự toán' })) } as Unsigned;
}

function adjustment(asking: Asking, { stream, members, decisionNo }: OfPlan): Unsigned | null {
  const items = some(asking, members).flatMap(({ state, ...named }) => {
    const facts = fundedFacts(state, stream);
    if (facts === undefined || !('approval' in state)) return [];
    const lower = Math.max(facts.spent, Math.floor(state.approval.amount * 0.8));
    const amount = state.adjustment?.change.support ?? asking.choose.pick([lower, lower, facts.spent + 1, facts.proposedAmount]);
    return [{ ...named, amount, reason: 'Điều chỉnh', facts }];
  });
  return items.length === 0 ? null : ({ type: 'AdjustPlan', decisionNo, items } as Unsigned);
}

function release(asking: Asking, { members, decisionNo }: OfPlan): Unsigned | null {
  const items = members.flatMap(({ state, ...named }) => {
    const facts = endedFacts(state);
    return facts === undefined && asking.choose.next() < 0.9
      ? []
      : [{ ...named, reason: 'Ngừng', ...(facts === undefined ? {} : { facts }) }];
  });
  return items.length === 0 ? null : ({ type: 'ReleaseItems', decisionNo, items } as Unsigned);
}

export async function contractQuestion(asking: Asking): Promise<Question | null> {
  const { world, api, commands, choose } = asking;
  const source = choose.pick(['KCQG', 'KCQG', 'KCDP'] as const);
  const contractNo = `${1 + Math.floor(choose.next() * CONTRACTS)}/HĐ`;
  const stream = contractStream(contractIdOf(source, need.province, contractNo));
  const { state, revision } = await commands.look(world.seams.kinds(api).contract, stream);
  const role = rolesOf(source).manager;
  const as = { occurredOn: api.today(), role, actor: personOf(role) };
  const ready = (await membersOf(asking, source)).flatMap(({ state: member, ...named }) => {
    const facts = memberFacts(member);
    return facts === undefined ? [] : [{ ...named, facts }];
  });
  const ask = (command: AnyCommand): Question => ({ kind: 'contract', stream, commands: [command], seen: revision });
  if (state.status === 'absent') {
    if (ready.length === 0) return null;
    const members = choose.next() < 0.5 ? ready : ready.slice(0, 1);
    const terms = {
      contractNo,
      source,
      province: need.province,
      implementingUnit: draft.implementingUnit,
      endsOn: `${need.planYear + 1}-12-31`,
    };
    return ask({ type: 'ConcludeContract', ...as, ...terms, members } as AnyCommand);
  }
  const more =
    ready.length > 0
      ? { members: ready }
      : { endsOn: `${need.planYear + 2}-${choose.pick(['03-31', '06-30', '11-30'])}`, decisionNo: '9/QĐ' };
  const appendixNo = `PL-${1 + Math.floor(choose.next() * 9)}`;
  return ask({ type: 'AppendContract', ...as, appendixNo, ...more, facts: { planYear: need.planYear } } as ContractCommand);
}
