import { DEADLINE_KINDS, type DeadlineKind } from './deadline-kinds.ts';
import { deadlines } from './deadlines.ts';
import { ladders } from './ladders.ts';
import { PAUSE_REASONS, pauseRules } from './pauses.ts';
import { registrationDays } from './registration.ts';
import { legalBasisOf, type Rule } from './rule.ts';
import { terms } from './terms.ts';
import { termText } from './term-text.ts';

interface Life {
  readonly starts: string;
  readonly stops: string;
  readonly waitsFor: string;
  readonly money?: string;
}

/** As `libs/lifecycle/obligation` derives them. */
const LIVES: Readonly<Record<DeadlineKind, Life>> = {
  registration: { starts: 'NeedSurveyed, recorded', stops: 'ProjectRegistered', waitsFor: 'centre' },
  submission: {
    starts: 'ProjectRegistered by a person; of a register nothing is known of it',
    stops: 'SubmittedForFinalAppraisal, or the final appraisal itself',
    waitsFor: 'department',
  },
  'base-appraisal': {
    starts: 'ProjectRegistered, or the DossierCompleted that goes back to it from further on',
    stops: 'BaseAppraisalConcluded',
    waitsFor: 'department; centre while the dossier is returned',
  },
  'dossier-completion': { starts: 'DossierReturned, each round', stops: 'DossierCompleted', waitsFor: 'centre' },
  'final-appraisal': {
    starts: 'SubmittedForFinalAppraisal',
    stops: 'FinalAppraisalConcluded',
    waitsFor: 'KCQG agency, KCDP department; centre while the dossier is returned',
  },
  'first-advance': {
    starts: 'ContractSigned, TaskAssigned',
    stops: 'AdvancePaid, first',
    waitsFor: 'centre to ask, department to confirm, KCQG agency or KCDP department to pay',
    money: 'approved amount',
  },
  'monthly-report': {
    starts: 'each month from that of the contract on, if signed before the day; one is open at a time',
    stops: 'ProgressReported of the month, AcceptanceHeld, or the next month',
    waitsFor: 'centre',
  },
  acceptance: {
    starts: 'ContractSigned, TaskAssigned',
    stops: 'AcceptanceHeld, in full or in part',
    waitsFor: 'centre; department once 100 % is reported',
  },
  'remaining-advance': {
    starts: 'AcceptanceHeld',
    stops: 'AdvancePaid, remaining, or nothing is left to pay',
    waitsFor: 'as the first advance',
    money: 'approved amount less advances',
  },
  'settlement-dossier': {
    starts: 'the last AcceptanceHeld of the contract, once each member that goes on is accepted; with a task the own one',
    stops: 'SettlementDossierLodged',
    waitsFor: 'centre',
    money: 'accepted amount',
  },
  settlement: {
    starts: 'AcceptanceHeld',
    stops: 'SettlementApproved',
    waitsFor: 'centre until the dossier is lodged, then KCQG agency, KCDP department',
    money: 'accepted amount',
  },
  'year-end-adjustment': {
    starts: 'the first AdvancePaid',
    stops: 'SettlementApproved, or all is recovered; CarriedOver moves it to the year that it names',
    waitsFor: 'KCQG agency, KCDP department',
    money: 'advances less recoveries',
  },
  'obstacle-answer': { starts: 'ObstacleRaised, each', stops: 'ObstacleAnswered, resolved', waitsFor: 'the level at which it lies' },
  'adjustment-decision': {
    starts: 'AdjustmentRequested',
    stops: 'AdjustmentDecided, or the ApprovalAdjusted that answers it',
    waitsFor: 'department until confirmed, then KCQG agency, KCDP department',
  },
};

/** docs/reference/obligations.md, made from the rows, so that the page cannot name another rule than the engine goes by. */
export const obligationsPage = (): string => `# Deadlines

Made from \`libs/reference/rules\` by \`node --conditions=source tools/write-rules-page.mjs\`; a test keeps it equal to the rows. What a project owes is
derived from its events, the rows in force on the day of the start (a province's own first, for its KCDP), and the working calendar; nothing is stored
that could say something else. Where no row in force sets a time there is no deadline. A project that is settled, stopped, withdrawn or turned down
owes nothing; a reversal brings back what was owed before.

${(Object.keys(DEADLINE_KINDS) as DeadlineKind[]).map(chapter).join('\n\n')}

## How days are counted

- The day of the start is not counted. **Plain days** ("ngày") are all days; **working days** ("ngày làm việc") are those of the province's calendar, as
  known on the day asked for. A **fixed day** is a day of the calendar: no calendar and no pause moves it.
- A clock **stands still** from the day of the pause on until the day on which it goes on, which counts again. A term ends as many days later as stood,
  plain or worked as it is counted; two pauses at once stand once. While a pause lasts, the last day shown is the one that comes if it ends tomorrow.
- What stood still after the last day gives no day back.

${pauseRules.map(({ reason, pauses, ...rule }) => `- **${PAUSE_REASONS[reason].en}** stops ${kindsOf(pauses)}: ${cited(rule)}. ${rule.note ?? ''}`).join('\n')}

[Pause a deadline](../how-to/pause-a-deadline.md) says how somebody stops one by a document.

## When people are reminded

[The ladders](rules.md#ladders-of-reminders) are dated rows; a province may set its own. A step's day that is off moves to the working day before it, after
the last day to the one after it; of several on one day the latest is sent. A step that would fall before the start is none. When the last day moves, the
steps move with it.
`;

function chapter(kind: DeadlineKind): string {
  const { starts, stops, waitsFor, money } = LIVES[kind];
  const { vi, en } = DEADLINE_KINDS[kind];
  const stands = pauseRules.filter(({ pauses }) => pauses?.includes(kind) === true).map(({ reason }) => PAUSE_REASONS[reason].en);
  const ladder = ladders.find(({ kinds }) => kinds?.includes(kind) === true) ?? ladders.find(({ kinds }) => kinds === null);
  return `## ${vi} (\`${kind}\`)

${en}.

| | |
| --- | --- |
| starts | ${starts} |
| stops | ${stops} |
| until | ${rowsOf(kind).join('<br>')} |
| waits for | ${waitsFor} |
| money | ${money ?? '–'} |
| stands still | ${[...stands, 'by a document'].join('; ')} |
| reminders | \`${ladder?.id ?? '–'}\` |`;
}

function rowsOf(kind: DeadlineKind): readonly string[] {
  if (kind === 'submission')
    return registrationDays.map((row) => `KCQG: ${termText({ monthDayBefore: row.monthDay })}: ${cited(row)}${days(row)}`);
  const term = kind === 'registration' ? 'registration-at-department' : kind;
  return [
    ...deadlines
      .filter(({ obligation }) => obligation === kind)
      .map((row) => `${termText('days' in row.after ? row.after : { monthDayAfter: row.after.monthDay })}: ${cited(row)}`),
    ...terms
      .filter((row) => row.term === term)
      .map((row) => `${row.source === undefined ? '' : `${row.source}: `}${termText(row.by)}: ${cited(row)}${days(row)}`),
  ];
}

const cited = (rule: Rule): string => `${legalBasisOf(rule)} (\`${rule.id}\`${rule.status === 'verified' ? '' : ', unverified'})`;
const days = ({ from, to }: Rule): string => (from === '1900-01-01' ? '' : ` from ${from}${to === null ? '' : ` to ${to}`}`);
const kindsOf = (kinds: readonly DeadlineKind[] | null): string =>
  kinds === null ? 'the one that the document names' : kinds.map((kind) => `\`${kind}\``).join(', ');
