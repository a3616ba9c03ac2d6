import { ceilingOn } from '#lifecycle/rules';
import type { Context, RuleBook } from '#lifecycle/context';
import type { Source } from '#reference/province-ref';
import { deadlines } from '#reference/rules/deadlines';
import { type Rule, ruleOn } from '#reference/rules/rule';
import type { Cells } from './columns.ts';

/** What is taken as it stands and said aloud, never refused. */
export type Remark =
  | 'unknown-column'
  | 'registered-late'
  | 'accepted-after-contract'
  | 'settled-late'
  | 'settled-not-paid'
  | 'ceiling-not-checked'
  | 'note-not-recorded'
  | 'faults-not-listed';

/** One kind of remark over the whole file. */
export interface Warning {
  readonly warning: Remark;
  /** Rows that it concerns; 0 when it concerns the file. */
  readonly rows: number;
  /** The first of them. */
  readonly firstRows: readonly number[];
  readonly message: string;
  readonly messageEn: string;
}

const FIRST_ROWS = 5;
const sentences: { readonly [R in Remark]: { readonly vi: string; readonly en: string } } = {
  'unknown-column': { vi: 'Cột không biết, bỏ qua', en: 'Unknown column, ignored' },
  'registered-late': { vi: 'Đăng ký sau hạn', en: 'Registered after the last day' },
  'accepted-after-contract': { vi: 'Nghiệm thu sau ngày kết thúc hợp đồng', en: 'Accepted after the contract ended' },
  'settled-late': { vi: 'Quyết toán sau hạn', en: 'Settled after the last day' },
  'settled-not-paid': {
    vi: 'Số quyết toán khác số đã tạm ứng trừ thu hồi',
    en: 'The settled amount is not what was advanced less what was recovered',
  },
  'ceiling-not-checked': {
    vi: 'Chưa có mức hỗ trợ tối đa cho ngày phê duyệt: không kiểm tra',
    en: 'No ceiling is known for the day of approval: not checked',
  },
  'note-not-recorded': {
    vi: 'Ghi chú khác với ghi chú đã ghi, không ghi lại',
    en: 'The note differs from the recorded one and is not taken over',
  },
  'faults-not-listed': { vi: 'Còn lỗi nữa không liệt kê', en: 'There are more faults than are listed' },
};

/** Counts remarks by kind; memory does not grow with the file. */
export class Warnings {
  readonly #byKey = new Map<string, { warning: Remark; detail: string; rows: number; firstRows: number[] }>();

  /** @param row 0: the file */
  add(warning: Remark, row: number, detail = ''): void {
    const key = `${warning} ${detail}`;
    const known = this.#byKey.get(key) ?? { warning, detail, rows: 0, firstRows: [] };
    if (row > 0) {
      known.rows += 1;
      if (known.firstRows.length < FIRST_ROWS) known.firstRows.push(row);
    }
    this.#byKey.set(key, known);
  }

  list(): readonly Warning[] {
    return [...this.#byKey.values()].map(({ warning, detail, rows, firstRows }) => {
      const { vi, en } = sentences[warning];
      const more = detail === '' ? '' : `: ${detail}`;
      return { warning, rows, firstRows, message: `${vi}${more}`, messageEn: `${en}${more}` };
    });
  }
}

/** Remarks on a row that is otherwise in order. */
export function remarksOn(cells: Cells, { rules }: Context): readonly Remark[] {
  const remarks: Remark[] = [];
  if (isRegisteredLate(cells, rules)) remarks.push('registered-late');
  if (cells.accepted_on !== null && cells.contract_end_on !== null && cells.accepted_on > cells.contract_end_on)
    remarks.push('accepted-after-contract');
  if (isSettledLate(cells)) remarks.push('settled-late');
  const paid = (cells.advance1_vnd ?? 0) + (cells.advance2_vnd ?? 0) - (cells.recovered_vnd ?? 0);
  if (cells.settled_vnd !== null && cells.settled_vnd !== paid) remarks.push('settled-not-paid');
  const { approved_on: day, source, content, total_cost_vnd: totalCost, output_planned: outputPlanned } = cells;
  if (source === 'KCQG' && day !== null && content !== null && totalCost !== null && outputPlanned !== null) {
    const supported = { source: source as Source, content, totalCost, outputPlanned };
    const later = rules.ceilings.some((row) => row.content === content && row.variant === undefined && isNational(row) && row.from > day);
    if (ceilingOn(rules, supported, day) === undefined && later) remarks.push('ceiling-not-checked');
  }
  return remarks;
}

/** Not what a province set for itself. */
const isNational = ({ province }: Rule): boolean => province === undefined;

function isRegisteredLate({ registered_on: on, plan_year: year }: Cells, { registrationDays }: RuleBook): boolean {
  if (on === null || year === null) return false;
  const rule = ruleOn(registrationDays, on);
  return rule !== undefined && on > `${year - 1}-${rule.monthDay}`;
}

function isSettledLate({ settled_on: on, plan_year: year }: Cells): boolean {
  if (on === null || year === null) return false;
  const rule = ruleOn(deadlines, on, ({ obligation }) => obligation === 'settlement');
  return rule !== undefined && 'monthDay' in rule.after && on > `${year + 1}-${rule.after.monthDay}`;
}
