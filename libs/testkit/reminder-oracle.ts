/**
 * Who is to be reminded of what on each day, recomputed straight from a register's cells, a calendar's rows and a directory's rows: dates
 * as text, every row, every day, nothing shared with the deadlines and ladders of the product. Slow and plain on purpose.
 *
 * The rules that it is written from: TT 36/2013 art. 10, 18, 22(2), 23(3)a and the settings of Tiendo (docs/reference/rules.md).
 */
import type { RegisterRow } from './register-events.ts';

export interface OracleContact {
  readonly person: string;
  readonly role: string;
  readonly unit: string;
  /** '' for the whole country. */
  readonly province: string;
}

export interface OracleCalendarRow {
  readonly date: string;
  readonly kind: string;
  /** '' for fixed by law, or not announced. */
  readonly announcedOn: string;
  readonly status: string;
}

/** One step for one recipient on one day. */
export interface Expected {
  readonly day: string;
  readonly person: string;
  readonly code: string;
  readonly obligation: string;
  readonly step: string;
  readonly due: string;
  readonly late: boolean;
}

export const expectedText = ({ day, person, code, obligation, step, due, late }: Expected): string =>
  `${day} ${person} ${code} ${obligation} ${step} ${due}${late ? ' late' : ''}`;

const DAY_MS = 86_400_000;
const plus = (day: string, count: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);
const isWeekend = (day: string): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());

/** The working week as it was known on a day. */
class Week {
  readonly #kinds: ReadonlyMap<string, string>;

  constructor(rows: readonly OracleCalendarRow[], knownOn: string) {
    const known = rows.filter(({ announcedOn, status }) =>
      announcedOn === '' ? status !== 'unverified' : announcedOn <= knownOn && status !== 'unverified',
    );
    this.#kinds = new Map(known.map(({ date, kind }) => [date, kind]));
  }

  isOff(day: string): boolean {
    const kind = this.#kinds.get(day);
    return kind === undefined ? isWeekend(day) : kind !== 'makeup-working';
  }

  onOrBefore(day: string): string {
    let worked = day;
    while (this.isOff(worked)) worked = plus(worked, -1);
    return worked;
  }

  onOrAfter(day: string): string {
    let worked = day;
    while (this.isOff(worked)) worked = plus(worked, 1);
    return worked;
  }

  /** The n-th working day after it. */
  after(day: string, count: number): string {
    let on = day;
    for (let left = count; left > 0;) {
      on = plus(on, 1);
      if (!this.isOff(on)) left -= 1;
    }
    return on;
  }
}

interface Deadline {
  readonly obligation: string;
  readonly start: string;
  readonly due: string;
  readonly holder: 'centre' | 'department' | 'agency';
}

const at = (row: RegisterRow, column: string): string => row[column] ?? '';
/** Whether a dated cell had been filled by the end of a day. */
const by = (row: RegisterRow, column: string, day: string): boolean => at(row, column) !== '' && at(row, column) <= day;

/** What one row owes on a day. @param members rows of its contract, itself included */
function deadlinesOn(row: RegisterRow, members: readonly RegisterRow[], day: string, week: Week): readonly Deadline[] {
  const found: Deadline[] = [];
  const failed = by(row, 'base_appraised_on', day) && at(row, 'base_result') === 'fail';
  const left = by(row, 'final_appraised_on', day) && at(row, 'final_result') === 'fail';
  if (failed || left || by(row, 'stopped_on', day) || by(row, 'settled_on', day) || !by(row, 'registered_on', day)) return found;
  const plan = Number(at(row, 'plan_year'));
  const kcqg = at(row, 'source') === 'KCQG';
  const manager = kcqg ? 'agency' : 'department';
  if (!by(row, 'base_appraised_on', day)) {
    const start = at(row, 'registered_on');
    found.push({ obligation: 'base-appraisal', start, due: week.after(start, 15), holder: 'department' });
  }
  if (by(row, 'contracted_on', day)) found.push(...contractDeadlines(row, day));
  if (by(row, 'advance1_on', day))
    found.push({ obligation: 'year-end-adjustment', start: at(row, 'advance1_on'), due: `${plan + 1}-01-31`, holder: manager });
  if (by(row, 'accepted_on', day)) found.push(...closingDeadlines(row, members, day));
  return found;
}

function contractDeadlines(row: RegisterRow, day: string): readonly Deadline[] {
  const start = at(row, 'contracted_on');
  const found: Deadline[] = [];
  if (!by(row, 'advance1_on', day)) found.push({ obligation: 'first-advance', start, due: plus(start, 60), holder: 'centre' });
  if (by(row, 'accepted_on', day)) return found;
  found.push({ obligation: 'acceptance', start, due: at(row, 'contract_end_on'), holder: 'centre' });
  const month = day.slice(0, 7);
  const [from, due] = [start > `${month}-01` ? start : `${month}-01`, `${month}-25`];
  if (at(row, 'source') === 'KCQG' && due > from) found.push({ obligation: `monthly-report:${month}`, start: from, due, holder: 'centre' });
  return found;
}

function closingDeadlines(row: RegisterRow, members: readonly RegisterRow[], day: string): readonly Deadline[] {
  const accepted = at(row, 'accepted_on');
  const found: Deadline[] = [
    { obligation: 'settlement', start: accepted, due: `${Number(at(row, 'plan_year')) + 1}-01-22`, holder: 'centre' },
  ];
  const paid = by(row, 'advance1_on', day) ? Number(at(row, 'advance1_vnd')) : 0;
  if (!by(row, 'advance2_on', day) && Number(at(row, 'approved_vnd')) > paid)
    found.push({ obligation: 'remaining-advance', start: accepted, due: plus(accepted, 30), holder: 'centre' });
  const going = members.filter((member) => by(member, 'contracted_on', day) && !by(member, 'stopped_on', day));
  if (by(row, 'contracted_on', day) && going.some((member) => !by(member, 'accepted_on', day))) return found;
  const last = by(row, 'contracted_on', day)
    ? going
        .map((member) => at(member, 'accepted_on'))
        .sort()
        .at(-1)
    : accepted;
  if (last !== undefined) found.push({ obligation: 'settlement-dossier', start: last, due: plus(last, 15), holder: 'centre' });
  return found;
}

interface Rung {
  readonly step: string;
  readonly on: string;
  readonly audience: readonly ('holder' | 'supervisor' | 'department')[];
}

/** Ten and three days before, on the day, five days after, then weekly eight times, then the supervisor too, then the department too. */
function rungsOf({ obligation, start, due }: Deadline, week: Week): readonly Rung[] {
  const monthly = obligation.startsWith('monthly-report');
  const rungs: Rung[] = [];
  for (const days of monthly ? [3] : [10, 3])
    rungs.push({ step: `before-${days}`, on: week.onOrBefore(plus(due, -days)), audience: ['holder'] });
  rungs.push({ step: 'due', on: week.onOrBefore(due), audience: ['holder'] });
  rungs.push({ step: 'after-5', on: week.onOrAfter(plus(due, 5)), audience: ['holder'] });
  if (!monthly) {
    for (let week8 = 1; week8 <= 8; week8++)
      rungs.push({ step: `weekly-${week8}`, on: week.onOrAfter(plus(due, 5 + 7 * week8)), audience: ['holder'] });
    rungs.push({ step: 'supervisor', on: week.onOrAfter(plus(due, 5 + 7 * 9)), audience: ['holder', 'supervisor'] });
    rungs.push({ step: 'department', on: week.onOrAfter(plus(due, 5 + 7 * 10)), audience: ['holder', 'supervisor', 'department'] });
  }
  const days = new Map(rungs.map((rung) => [rung.on, rung]));
  return [...days.values()].filter(({ on }) => on >= start);
}

function recipientsOf(
  row: RegisterRow,
  { holder }: Deadline,
  audience: Rung['audience'],
  contacts: readonly OracleContact[],
): readonly string[] {
  const near = contacts.filter(({ province }) => province === '' || province === at(row, 'province'));
  const inRole = (role: string): readonly OracleContact[] => near.filter((one) => one.role === role);
  const unit = at(row, 'implementing_unit').trim().toLowerCase();
  const own = near.filter(
    (one) => ['centre-officer', 'regional-centre-officer'].includes(one.role) && one.unit.trim().toLowerCase() === unit,
  );
  const holders = {
    centre: own.length > 0 ? own : inRole('centre-officer'),
    department: inRole('appraisal-officer'),
    agency: inRole('agency-officer'),
  };
  const leaders = inRole(at(row, 'source') === 'KCQG' ? 'agency-leader' : 'department-leader');
  const all = { holder: holders[holder], supervisor: inRole('supervisor'), department: leaders };
  return [...new Set(audience.flatMap((part) => all[part].map(({ person }) => person)))];
}

export interface OracleAsked {
  readonly rows: readonly RegisterRow[];
  readonly calendar: readonly OracleCalendarRow[];
  readonly contacts: readonly OracleContact[];
  /** Days in order, on each of which a sweep is made. */
  readonly days: readonly string[];
}

/** What is to be sent on each of the days, in their order. */
export function* remindersExpected({ rows, calendar, contacts, days }: OracleAsked): Generator<Expected> {
  const had = new Map<string, Set<string>>();
  const contracts = Map.groupBy(rows, (row) => `${at(row, 'source')}/${at(row, 'province')}/${at(row, 'contract_no')}`);
  for (const day of days) {
    const week = new Week(calendar, day);
    if (week.isOff(day)) continue;
    for (const row of rows) {
      const members = contracts.get(`${at(row, 'source')}/${at(row, 'province')}/${at(row, 'contract_no')}`) ?? [];
      for (const deadline of deadlinesOn(row, members, day, week)) yield* sentOn(row, deadline, { day, week, contacts, had });
    }
  }
}

interface Day {
  readonly day: string;
  readonly week: Week;
  readonly contacts: readonly OracleContact[];
  /** Steps that somebody had, by deadline and its last day. */
  readonly had: Map<string, Set<string>>;
}

function* sentOn(row: RegisterRow, deadline: Deadline, { day, week, contacts, had }: Day): Generator<Expected> {
  const rungs = rungsOf(deadline, week);
  const last = rungs.filter(({ on }) => on <= day).at(-1);
  if (last === undefined) return;
  const { obligation, due } = deadline;
  const code = at(row, 'code');
  for (const person of recipientsOf(row, deadline, last.audience, contacts)) {
    const mine = rungs.filter(({ audience }) => recipientsOf(row, deadline, audience, contacts).includes(person));
    const now = mine.filter(({ on }) => on <= day).at(-1);
    if (now === undefined) continue;
    const key = `${code} ${obligation} ${due} ${person}`;
    const steps = had.get(key) ?? new Set<string>();
    if (mine.slice(mine.indexOf(now)).some(({ step }) => steps.has(step))) continue;
    had.set(key, steps.add(now.step));
    yield { day, person, code, obligation, step: now.step, due, late: now.on < day };
  }
}
