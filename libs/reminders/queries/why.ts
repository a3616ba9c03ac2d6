import type { DatabaseSync } from 'node:sqlite';
import { vietnamDay } from '#commands/clock';
import type { CountedRow, DeliveryRow, DeliveryState, ExplainedObligation, ExplainedStep, StepState } from '#contracts/reminders';
import { dayNumber } from '#lifecycle/calendar-date';
import type { CalendarDay } from '#lifecycle/calendar/calendar.events';
import { recipientsOf } from '#lifecycle/contact/recipients';
import type { Step } from '#lifecycle/obligation/ladder-steps';
import { arraysOf } from '#read-models/kept-statements';
import type { Grounds } from '../clock-model/grounds.ts';
import type { Projects } from '../clock-model/projects.ts';
import type { OpenRow } from '../due-rows.ts';
import { citedRule, reminderRule } from '../rule-row.ts';
import { addressees, type Addressee, isOwnAction, suppressionOf } from '../look.ts';
import { deliveryOf } from './deliveries.ts';
import type { Owed } from './due-step.ts';
import { hasMoved, movesOf } from './feed.ts';
import { decidedBy, recipientOf } from './people.ts';

/** What was claimed of one obligation and last day. */
interface Claim {
  readonly step: string;
  readonly recipient: string;
  readonly delivery: DeliveryRow;
}

export interface Sources {
  readonly db: DatabaseSync;
  readonly grounds: Grounds;
  readonly projects: Projects;
}

/** One open obligation and all that was, will be or will not be said of it. @param person null: of everybody */
export function explained(sources: Sources, row: OpenRow, { obligation, track }: Owed, person: string | null): ExplainedObligation {
  const { grounds, db } = sources;
  const { unit, given, used, left, holder, pauses, rule, startedOn, startedBy, due, paused } = obligation;
  return {
    ...{ project: row.project, code: row.code, title: track.subject?.title ?? '', obligation: row.obligation, kind: row.kind },
    state: paused ? 'paused' : 'open',
    ...{ startedOn, startedBy: startedBy.eventId, due, unit, given, used, left, holder, pauses, rule: citedRule(rule), ladder: row.ladder },
    calendar: unit === 'working' ? calendarOf(grounds, row, due) : null,
    moves: movesOf(db, row)
      .filter(hasMoved)
      .map(({ at, ...move }) => ({ ...move, on: vietnamDay(at) })),
    steps: explainedSteps(sources, row, person),
  };
}

function calendarOf(grounds: Grounds, { province, startedOn }: OpenRow, due: string): ExplainedObligation['calendar'] {
  const calendar = grounds.calendarOf(province);
  const [from, to] = [dayNumber(startedOn), dayNumber(due)];
  const counted: CountedRow[] = [];
  for (let day = from; day <= to; day++) {
    const row = calendar.rowOf(day);
    if (row !== undefined) counted.push(countedRow(row));
  }
  return { version: calendar.version, counted, expected: calendar.expectedBetween(from, to).map(countedRow) };
}

const countedRow = ({ date, kind, name, documentNo, basis }: CalendarDay): CountedRow => ({
  date,
  kind,
  name,
  document: documentNo ?? basis,
});

function explainedSteps(sources: Sources, row: OpenRow, person: string | null): readonly ExplainedStep[] {
  const claims = claimsOf(sources, row);
  return row.steps.map((step) => explainedStep(sources.grounds, { row, claims, person }, step));
}

interface Asked {
  readonly row: OpenRow;
  readonly claims: readonly Claim[];
  readonly person: string | null;
}

function explainedStep(grounds: Grounds, { row, claims, person }: Asked, step: Step): ExplainedStep {
  const day = step.on > grounds.today ? step.on : grounds.today;
  const sight = { today: day, contacts: grounds.contactsFor(row.province), control: grounds.control };
  const told = addressees({ ...row, steps: row.steps.filter(({ on }) => on <= step.on) }, sight).filter(({ steps }) =>
    steps.includes(step),
  );
  const had = claims.filter((claim) => claim.step === step.step);
  const others = told.filter(({ to }) => !had.some(({ recipient }) => recipient === to.recipient));
  const missing = step.audience.filter((audience) => recipientsOf(sight.contacts, { ...row, audience: [audience] }, day).length === 0);
  const recipients = [
    ...had.map((claim) => claimed(claim, row)),
    ...others.map(({ to }) => unclaimed(grounds, { row, step, to, claims })),
    ...missing.map((): StepState => ({ ...NOBODY, state: 'suppressed', why: 'no-recipient' })),
  ];
  const mine = person === null ? recipients : recipients.filter(({ recipient }) => recipient?.recipient === person);
  return { step: step.step, on: step.on, audience: step.audience, recipients: mine };
}

const NOBODY: StepState = {
  ...{ recipient: null, state: 'skipped', on: null, channel: null, delivery: null, messageId: null, outcome: null, attempts: 0, why: null },
  decided: null,
};

function claimed({ delivery }: Claim, { project, obligation }: OpenRow): StepState {
  const item = delivery.items.find((one) => one.project === project && one.obligation === obligation);
  const { recipient, day, channel, messageId, attempts, outcome } = delivery;
  const state: DeliveryState = item?.leftOut === true ? 'withdrawn' : delivery.state;
  return { ...NOBODY, recipient, state, on: day, channel, delivery: delivery.delivery, messageId, outcome, attempts };
}

interface Unclaimed {
  readonly row: OpenRow;
  readonly step: Step;
  readonly to: Addressee;
  readonly claims: readonly Claim[];
}

function unclaimed(grounds: Grounds, { row, step, to, claims }: Unclaimed): StepState {
  const { recipient, channel } = to;
  const state: StepState = { ...NOBODY, recipient: recipientOf(grounds, recipient), channel };
  const at = row.steps.indexOf(step);
  const laterClaimed = claims.some((claim) => claim.recipient === recipient && row.steps.findIndex((one) => one.step === claim.step) > at);
  const overtaken = row.steps.some(({ on }, index) => index > at && on <= grounds.today);
  if (laterClaimed || overtaken) return { ...state, state: 'skipped' };
  const why = isOwnAction(row, to, step) ? 'own-action' : suppressionOf(row, to, grounds.control);
  if (why !== null) {
    const { project, obligation, kind } = row;
    return { ...state, state: 'suppressed', why, decided: decidedBy(grounds, why, { project, obligation, kind, recipient }) };
  }
  const first = dayNumber(step.on > grounds.today ? step.on : grounds.today);
  const on = new Date(grounds.calendarOf(to.contact?.province ?? null).onOrAfter(first) * 86_400_000).toISOString().slice(0, 10);
  return { ...state, state: 'to-send', on };
}

export function claimsOf(
  { db, grounds }: Sources,
  { project, obligation, due }: Pick<OpenRow, 'project' | 'obligation' | 'due'>,
): readonly Claim[] {
  const rows = arraysOf(db, 'SELECT step, recipient, delivery FROM clock_step WHERE project = ? AND obligation = ? AND due = ?');
  return rows.all(project, obligation, due).flatMap((row) => {
    const [step, recipient, stream] = row as unknown as readonly [string, string, string];
    const delivery = deliveryOf(db, grounds, stream);
    return delivery === null ? [] : [{ step, recipient, delivery }];
  });
}

/** An obligation that is owed no longer, or of which the day was another one: what was claimed of it says what it was. */
export function explainedOver(
  sources: Sources,
  over: { readonly project: string; readonly obligation: string; readonly due: string },
  person: string | null,
): ExplainedObligation | null {
  const claims = claimsOf(sources, over).filter(({ recipient }) => person === null || recipient === person);
  const items = claims.flatMap(({ delivery }) =>
    delivery.items.filter((item) => item.project === over.project && item.obligation === over.obligation),
  );
  const [first] = items;
  if (first === undefined) return null;
  const subject = sources.projects.find(over.project)?.track.subject;
  const steps = [...new Set(claims.map(({ step }) => step))].map((step): ExplainedStep => {
    const had = claims.filter((claim) => claim.step === step);
    const on = items.find((item) => item.step === step)?.on ?? over.due;
    return { step, on, audience: [], recipients: had.map((claim) => claimed(claim, over as OpenRow)) };
  });
  const calendar = first.calendar === null ? null : { version: first.calendar, counted: [], expected: [] };
  return {
    ...{
      project: over.project,
      code: first.code,
      title: subject?.title ?? '',
      obligation: over.obligation,
      kind: first.kind,
      state: 'over',
    },
    ...{
      startedOn: null,
      startedBy: first.startedBy,
      due: over.due,
      unit: null,
      given: null,
      used: null,
      left: null,
      holder: null,
      pauses: [],
    },
    ...{ rule: reminderRule(sources.grounds, subject ?? null, first.rule), ladder: first.ladder, calendar, moves: [] },
    steps: steps.toSorted((a, b) => (a.on < b.on ? -1 : 1)),
  };
}
