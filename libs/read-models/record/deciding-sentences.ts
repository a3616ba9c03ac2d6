import type { ContractEvent } from '#lifecycle/contract/contract.events';
import { unreachable } from '#lifecycle/decider';
import type { PlanEvent } from '#lifecycle/plan/plan.events';
import { amountText, dayText } from './wording.ts';

/** What a plan or a contract says of one project. */
export interface Told {
  readonly sentence: { readonly vi: string; readonly en: string };
  readonly amount: number | null;
}

const told = (vi: string, en: string, amount: number | null = null): Told => ({ sentence: { vi, en }, amount });

/** Null: the event does not speak of the project. */
export function toldOf(event: PlanEvent | ContractEvent, id: string): Told | null {
  switch (event.type) {
    case 'PlanAllocated':
      return null; // The money of the whole plan is no project's.
    case 'PlanDecided':
    case 'PlanAdjusted':
    case 'PlanItemsReleased':
    case 'PlanChangeTaken':
    case 'PlanChangeUndone':
      return planTold(event, id);
    default:
      return contractTold(event, id);
  }
}

function planTold(event: Exclude<PlanEvent, { type: 'PlanAllocated' }>, id: string): Told | null {
  switch (event.type) {
    case 'PlanDecided':
      return decidedTold(event.data, id);
    case 'PlanAdjusted': {
      const item = event.data.items.find(({ project }) => project === id);
      if (item === undefined) return null;
      const [before, now] = [amountText(item.before), amountText(item.amount)];
      const vi = `Quyết định ${event.data.decisionNo} điều chỉnh kinh phí từ ${before.vi} thành ${now.vi}: ${item.reason}`;
      return told(vi, `Decision ${event.data.decisionNo} changes the amount from ${before.en} to ${now.en}: ${item.reason}`, item.amount);
    }
    case 'PlanItemsReleased': {
      const item = event.data.items.find(({ project }) => project === id);
      if (item === undefined) return null;
      const freed = amountText(item.amount);
      return told(`Kế hoạch thu lại ${freed.vi}: ${item.reason}`, `The plan takes back ${freed.en}: ${item.reason}`, item.amount);
    }
    case 'PlanChangeTaken':
      if (event.data.project !== id) return null;
      return told(
        `Đã ghi nhận thay đổi theo quyết định ${event.data.decisionNo}`,
        `The change by decision ${event.data.decisionNo} has taken effect`,
      );
    case 'PlanChangeUndone':
      if (event.data.project !== id) return null;
      return told(
        `Không ghi nhận được thay đổi theo quyết định ${event.data.decisionNo} (${event.data.reason})`,
        `The change by decision ${event.data.decisionNo} could not take effect (${event.data.reason})`,
      );
    default:
      return unreachable(event);
  }
}

function decidedTold({ decisionNo, year, items, leftOut }: Extract<PlanEvent, { type: 'PlanDecided' }>['data'], id: string): Told | null {
  const item = items.find(({ project }) => project === id);
  if (item === undefined) {
    if (leftOut.every(({ project }) => project !== id)) return null;
    return told(`Quyết định ${decisionNo} không đưa đề án này vào kế hoạch`, `Decision ${decisionNo} leaves this project out of the plan`);
  }
  const money = amountText(item.amount);
  const vi = `Quyết định ${decisionNo} phê duyệt kế hoạch năm ${year}, trong đó đề án này ${money.vi} (${items.length} đề án)`;
  return told(vi, `Decision ${decisionNo} on the plan of ${year} gives this project ${money.en} (${items.length} projects)`, item.amount);
}

function contractTold(event: ContractEvent, id: string): Told | null {
  const { data } = event;
  const named = 'members' in data ? data.members.some(({ project }) => project === id) : data.project === id;
  if (!named) return null;
  switch (event.type) {
    case 'ContractConcluded': {
      const { contractNo, members, implementingUnit, endsOn } = event.data;
      const vi = `Hợp đồng ${contractNo} với ${implementingUnit} cho ${members.length} đề án, thực hiện đến ngày ${dayText(endsOn)}`;
      return told(
        vi,
        `Contract ${contractNo} with ${implementingUnit} for ${members.length} projects, to be carried out by ${dayText(endsOn)}`,
      );
    }
    case 'ContractMembersAdded':
      return told('Bổ sung đề án vào hợp đồng', 'Project added to the contract');
    case 'ContractAppendixSigned': {
      const { appendixNo, endsOn } = event.data;
      return told(
        `Phụ lục hợp đồng ${appendixNo} gia hạn đến ngày ${dayText(endsOn)}`,
        `Contract appendix ${appendixNo} extends it to ${dayText(endsOn)}`,
      );
    }
    case 'ContractMemberDropped':
      return told(`Đưa đề án ra khỏi hợp đồng (${event.data.reason})`, `Project taken out of the contract (${event.data.reason})`);
    case 'ContractExtensionDeclined':
      return told(
        `Đề án không gia hạn theo phụ lục ${event.data.appendixNo} (${event.data.reason})`,
        `The project is not extended by appendix ${event.data.appendixNo} (${event.data.reason})`,
      );
    default:
      return unreachable(event);
  }
}
