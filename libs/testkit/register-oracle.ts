/**
 * The reports' figures recomputed straight from the register's cells: text dates compared as text, one pass a figure, nothing shared
 * with the read model. Slow and plain on purpose; the model must agree with it.
 */
import type { RegisterRow } from './register-events.ts';

type Row = RegisterRow;
export interface OracleCell {
  readonly plan: number;
  readonly executed: number;
  readonly percent: number | null;
  readonly samePeriod: number;
  readonly growthPercent: number | null;
  readonly shareOfRegion: number | null;
}
export interface OracleCells {
  readonly KCQG: OracleCell;
  readonly KCDP: OracleCell;
  readonly all: OracleCell;
}
export interface OracleReport {
  readonly totals: OracleCells;
  readonly byProvince: readonly (OracleCells & { readonly province: { readonly set: string; readonly code: string } })[];
  readonly byContent: readonly (OracleCells & { readonly content: string })[];
}

const by = (row: Row, column: string, day: string): boolean => row[column] !== '' && (row[column] as string) <= day;
const paidBy = (row: Row, day: string, date: string, amount: string): number => (by(row, date, day) ? Number(row[amount]) : 0);

const planOf = (rows: readonly Row[], year: number, day: string): number =>
  rows.filter((row) => Number(row.plan_year) === year).reduce((sum, row) => sum + paidBy(row, day, 'approved_on', 'approved_vnd'), 0);

const executedOf = (rows: readonly Row[], year: number, day: string): number =>
  rows
    .filter((row) => Number(row.plan_year) === year)
    .reduce(
      (sum, row) =>
        sum +
        paidBy(row, day, 'advance1_on', 'advance1_vnd') +
        paidBy(row, day, 'advance2_on', 'advance2_vnd') -
        paidBy(row, day, 'settled_on', 'recovered_vnd'),
      0,
    );

/** Half up to 4 decimals, by long division in integers. */
function percent(part: number, whole: number): number | null {
  if (whole === 0) return null;
  const [p, w] = [BigInt(Math.abs(part)) * 1_000_000n, BigInt(Math.abs(whole))];
  const units = p / w + ((p % w) * 2n >= w ? 1n : 0n);
  return (Number(units) / 10_000) * (part < 0 !== whole < 0 && units > 0n ? -1 : 1);
}

const yearBefore = (day: string): string => {
  const date = `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
  return date.endsWith('-02-29') ? date.replace('-02-29', '-02-28') : date;
};

/** @param provinces codes of the region in the 63, in order */
export function oracleReport(register: readonly Row[], provinces: readonly string[], year: number, asOf: string): OracleReport {
  const region = register.filter((row) => provinces.includes(row.province as string));
  const share = planOf(region, year, asOf);
  const cell = (rows: readonly Row[]): OracleCell => {
    const [plan, executed, samePeriod] = [
      planOf(rows, year, asOf),
      executedOf(rows, year, asOf),
      executedOf(rows, year - 1, yearBefore(asOf)),
    ];
    return {
      plan,
      executed,
      percent: percent(executed, plan),
      samePeriod,
      growthPercent: percent(executed - samePeriod, samePeriod),
      shareOfRegion: percent(plan, share),
    };
  };
  const cells = (rows: readonly Row[]): OracleCells => ({
    KCQG: cell(rows.filter((row) => row.source === 'KCQG')),
    KCDP: cell(rows.filter((row) => row.source === 'KCDP')),
    all: cell(rows),
  });
  const contents = new Set(region.filter((row) => [year, year - 1].includes(Number(row.plan_year))).map((row) => row.content as string));
  return {
    totals: cells(region),
    byProvince: provinces.map((code) => ({ province: { set: 'vn63', code }, ...cells(region.filter((row) => row.province === code)) })),
    byContent: [...contents].sort().map((content) => ({ content, ...cells(region.filter((row) => row.content === content)) })),
  };
}

const plusDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** Late and due-soon disbursements summed by `SOURCE obligation state`. */
export function oracleDelayed(register: readonly Row[], asOf: string): Readonly<Record<string, { projects: number; vnd: number }>> {
  const sums: Record<string, { projects: number; vnd: number }> = {};
  const add = (row: Row, obligation: string, due: string, vnd: number): void => {
    const state = due < asOf ? 'late' : due <= plusDays(asOf, 10) ? 'dueSoon' : null;
    if (state === null) return;
    const sum = (sums[`${row.source} ${obligation} ${state}`] ??= { projects: 0, vnd: 0 });
    sum.projects += 1;
    sum.vnd += vnd;
  };
  for (const row of register) {
    if (by(row, 'stopped_on', asOf) || by(row, 'settled_on', asOf)) continue;
    const approved = Number(row.approved_vnd);
    if (by(row, 'contracted_on', asOf) && !by(row, 'advance1_on', asOf))
      add(row, 'first-advance', plusDays(row.contracted_on as string, 60), approved);
    if (!by(row, 'accepted_on', asOf)) continue;
    const advanced = paidBy(row, asOf, 'advance1_on', 'advance1_vnd');
    const accepted = Number(row.accepted_vnd);
    if (!by(row, 'advance2_on', asOf)) add(row, 'remaining-advance', plusDays(row.accepted_on as string, 30), approved - advanced);
    const members = register.filter(
      (other) =>
        other.contract_no === row.contract_no &&
        other.source === row.source &&
        other.province === row.province &&
        by(other, 'contracted_on', asOf),
    );
    const going = members.filter((other) => !by(other, 'stopped_on', asOf));
    if (going.every((other) => by(other, 'accepted_on', asOf))) {
      const last = going
        .map((other) => other.accepted_on as string)
        .sort()
        .at(-1) as string;
      add(row, 'settlement-dossier', plusDays(last, 15), accepted);
    }
    add(row, 'settlement', `${Number(row.plan_year) + 1}-01-22`, accepted);
  }
  return sums;
}
