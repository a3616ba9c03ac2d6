/** What an event of a plan, a contract, an import, the rules, the calendar, a contact or the reminders says as a whole; `deciding-sentences.ts` says what it means to one project. */
import type { CalendarDay, CalendarEvent } from '#lifecycle/calendar/calendar.events';
import type { ContactEvent } from '#lifecycle/contact/contact.events';
import type { ContractEvent } from '#lifecycle/contract/contract.events';
import type { ImportEvent } from '#lifecycle/import/import.events';
import { sum } from '#lifecycle/money';
import type { PlanEvent } from '#lifecycle/plan/plan.events';
import type { ReminderEvent } from '#lifecycle/reminder/reminder.events';
import type { RulebookEvent } from '#lifecycle/rulebook/rulebook.events';
import { provinceName } from '#reference/provinces';
import { ROLES } from '#reference/roles';
import { legalBasisText } from '#reference/rules/legal-basis';
import { reminderSentences } from './reminder-sentences.ts';
import type { Told } from './sentences/told.ts';
import { told } from './sentences/told.ts';
import { amountText, because, dayText } from './wording.ts';

type Whole = PlanEvent | ContractEvent | ImportEvent | RulebookEvent | CalendarEvent | ContactEvent | ReminderEvent;

const SENTENCES: { readonly [Type in Whole['type']]: (data: Extract<Whole, { readonly type: Type }>['data']) => Told } = {
  PlanAllocated: ({ year, amount, before, document }) => {
    const [now, was] = [amountText(amount), before === null ? null : amountText(before)];
    return told(
      `Giao dự toán năm ${year} ${now.vi}${was === null ? '' : ` (trước là ${was.vi})`} theo ${document}`,
      `${now.en} allocated for ${year}${was === null ? '' : ` (before: ${was.en})`} by ${document}`,
      amount,
    );
  },
  PlanDecided: ({ decisionNo, year, items, leftOut }) => {
    const amount = sum(...items.map((item) => item.amount));
    const money = amountText(amount);
    return told(
      `Quyết định ${decisionNo} phê duyệt kế hoạch năm ${year}: ${items.length} đề án, ${money.vi}; không đưa vào ${leftOut.length} đề án`,
      `Decision ${decisionNo} on the plan of ${year}: ${items.length} projects, ${money.en}; ${leftOut.length} projects left out`,
      amount,
    );
  },
  PlanAdjusted: ({ decisionNo, items }) =>
    told(
      `Quyết định ${decisionNo} điều chỉnh kinh phí của ${items.length} đề án: ${items.map(adjusted('vi')).join('; ')}`,
      `Decision ${decisionNo} changes the amounts of ${items.length} projects: ${items.map(adjusted('en')).join('; ')}`,
    ),
  PlanItemsReleased: ({ decisionNo, items }) => {
    const amount = sum(...items.map((item) => item.amount));
    const money = amountText(amount);
    return told(
      `Kế hoạch thu lại ${money.vi} của ${items.length} đề án theo quyết định ${decisionNo}: ${items.map(released).join('; ')}`,
      `The plan takes back ${money.en} of ${items.length} projects by decision ${decisionNo}: ${items.map(released).join('; ')}`,
      amount,
    );
  },
  PlanChangeTaken: ({ decisionNo, code, amount }) => {
    const money = amountText(amount);
    return told(
      `Đề án ${code} đã nhận thay đổi theo quyết định ${decisionNo}, nay giữ ${money.vi}`,
      `Project ${code} has taken the change by decision ${decisionNo} and now holds ${money.en}`,
      amount,
    );
  },
  PlanChangeUndone: ({ decisionNo, code, amount, reason }) => {
    const money = amountText(amount);
    return told(
      `Đề án ${code} không nhận được thay đổi theo quyết định ${decisionNo}, vẫn giữ ${money.vi} (${reason})`,
      `Project ${code} could not take the change by decision ${decisionNo} and keeps ${money.en} (${reason})`,
      amount,
    );
  },
  ContractConcluded: ({ contractNo, implementingUnit, endsOn, members }) =>
    told(
      `Hợp đồng ${contractNo} với ${implementingUnit} cho ${members.length} đề án (${codes(members)}), thực hiện đến ngày ${dayText(endsOn)}`,
      `Contract ${contractNo} with ${implementingUnit} for ${members.length} projects (${codes(members)}), to be carried out by ${dayText(endsOn)}`,
    ),
  ContractMembersAdded: ({ members, appendixNo }) =>
    told(
      `Bổ sung ${members.length} đề án vào hợp đồng${appendixNo === undefined ? '' : ` theo phụ lục ${appendixNo}`}: ${codes(members)}`,
      `${members.length} projects added to the contract${appendixNo === undefined ? '' : ` by appendix ${appendixNo}`}: ${codes(members)}`,
    ),
  ContractAppendixSigned: ({ appendixNo, endsOn, before, members }) =>
    told(
      `Phụ lục ${appendixNo} gia hạn từ ngày ${dayText(before)} đến ngày ${dayText(endsOn)} cho ${members.length} đề án (${codes(members)})`,
      `Appendix ${appendixNo} extends ${members.length} projects from ${dayText(before)} to ${dayText(endsOn)} (${codes(members)})`,
    ),
  ContractMemberDropped: ({ code, reason }) =>
    told(`Đưa đề án ${code} ra khỏi hợp đồng (${reason})`, `Project ${code} taken out of the contract (${reason})`),
  ContractExtensionDeclined: ({ code, appendixNo, reason }) =>
    told(
      `Đề án ${code} không gia hạn theo phụ lục ${appendixNo} (${reason})`,
      `Project ${code} is not extended by appendix ${appendixNo} (${reason})`,
    ),
  ImportStarted: ({ file, rows, toRecord, alreadyKnown, refused }) =>
    told(
      `Bắt đầu nhập ${file}: ${rows} dòng, ${toRecord} dòng ghi mới, ${alreadyKnown} dòng đã có, ${refused} dòng bỏ`,
      `Import of ${file} started: ${rows} rows, ${toRecord} to record, ${alreadyKnown} known already, ${refused} left out`,
    ),
  ImportFinished: ({ events }) => told(`Nhập xong, ${events} sự kiện được ghi`, `Import finished, ${events} events recorded`),
  RulesActivated: ({ activation, from, rows, replaces, legalBasis }) =>
    told(
      `Áp dụng ${rows.length} quy định từ ngày ${dayText(from)} (${activation}) theo ${legalBasisText(legalBasis, 'vi')}; thay ${replaces.length} quy định`,
      `${rows.length} rules in force from ${dayText(from)} (${activation}) by ${legalBasisText(legalBasis, 'en')}; ${replaces.length} rules replaced`,
    ),
  RulesRevoked: ({ activation, reason }) =>
    told(`Thu hồi đợt áp dụng ${activation}${because(reason)}`, `Activation ${activation} revoked${because(reason)}`),
  CalendarDaysSet: ({ province, days }) => {
    const where = province === null ? null : provinceName(province);
    return told(
      `Đặt ${days.length} ngày trong lịch làm việc ${where === null ? 'cả nước' : `của ${where}`}: ${daysText(days)}`,
      `Set in the working calendar of ${where ?? 'the whole country'} (${days.length}): ${daysText(days)}`,
    );
  },
  CalendarDayRevoked: ({ date, reason }) =>
    told(
      `Bỏ ngày ${dayText(date)} khỏi lịch làm việc${because(reason)}`,
      `${dayText(date)} taken back from the working calendar${because(reason)}`,
    ),
  // By the opaque id alone: a name or an address is told nowhere but in the directory.
  ContactRecorded: ({ person, role, province }) => {
    const place = province === null ? '' : `, ${provinceName(province)}`;
    return told(`Ghi đầu mối ${person}: ${ROLES[role].vi}${place}`, `Contact ${person} recorded: ${ROLES[role].en}${place}`);
  },
  ContactEnded: ({ person, lastDay, reason }) =>
    told(
      `Đầu mối ${person} nhận nhắc việc đến hết ngày ${dayText(lastDay)}${because(reason)}`,
      `Contact ${person} ends with ${dayText(lastDay)}${because(reason)}`,
    ),
  FeedOpened: ({ person }) => told(`Mở lịch hạn việc của ${person}`, `Feed of ${person} opened`),
  FeedRevoked: ({ person, reason }) =>
    told(`Thu hồi lịch hạn việc của ${person}${because(reason)}`, `Feed of ${person} revoked${because(reason)}`),
  InboxRead: ({ person, deliveries }) =>
    told(`${person} đã đọc ${deliveries.length} lần nhắc việc`, `${person} has read ${deliveries.length} reminders`),
  ...reminderSentences,
};

export const tellWhole = ({ type, data }: Whole): Told => (SENTENCES[type] as (data: Whole['data']) => Told)(data);

/** Days and codes that a sentence lists before it only counts. */
const LISTED_MAX = 5;

const codes = (members: readonly { readonly code: string }[]): string =>
  members.length <= LISTED_MAX
    ? members.map(({ code }) => code).join(', ')
    : `${members
        .slice(0, LISTED_MAX)
        .map(({ code }) => code)
        .join(', ')} …`;

const daysText = (days: readonly CalendarDay[]): string =>
  `${days
    .slice(0, LISTED_MAX)
    .map(({ date, name }) => `${dayText(date)} ${name}`)
    .join('; ')}${days.length > LISTED_MAX ? ' …' : ''}`;

const adjusted =
  (language: 'vi' | 'en') =>
  ({ code, before, amount }: { readonly code: string; readonly before: number; readonly amount: number }): string =>
    `${code} ${amountText(before)[language]} → ${amountText(amount)[language]}`;

const released = ({ code, reason }: { readonly code: string; readonly reason: string }): string => `${code} (${reason})`;
