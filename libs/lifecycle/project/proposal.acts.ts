/** From the draft to the registration, and the way back out. */
import { isContent } from '#reference/contents';
import type { DraftContent } from '#reference/rules/appraisal';
import { isVariant, variants } from '#reference/rules/variants';
import type { RuleBook } from '../context.ts';
import { sumUp } from '../money.ts';
import { draftContentsOn } from '../procedure-rules.ts';
import { Refusal } from '../refusal.ts';
import { act, attestation, type ProjectAsked, refuseAmount, refuseBlank, refuseTwice, standsFor } from './act.ts';
import { refuseEstimate } from './estimate.ts';
import { refuseMissingPapers } from './papers.ts';
import type { ContentPlan, Draft, EarlierMatch, ScheduleStep } from './project.events.ts';

export type DraftProject = ProjectAsked & { readonly type: 'DraftProject'; readonly draft: Draft };
/** Đăng ký kế hoạch. With a draft of its own only when a document attests it; else what was drafted is registered. */
export type RegisterProject = ProjectAsked & {
  readonly type: 'RegisterProject';
  readonly draft?: Draft;
  /** Earlier support of the same beneficiary, as the read models know it; never the caller's to say. */
  readonly earlierSupport?: readonly EarlierMatch[];
};
export type WithdrawProject = ProjectAsked & { readonly type: 'WithdrawProject'; readonly reason: string };

const PARTS_BASIS = { rule: 'draft-contents', legalBasis: 'TT 36/2013/TT-BCT, art. 5', status: 'verified' } as const;

export const draftProject = act<DraftProject, 'surveyed' | 'draft' | 'returned'>({
  from: ['surveyed', 'draft', 'returned'],
  holds: ({ draft }, state) =>
    (state.status === 'draft' || state.status === 'returned') && JSON.stringify(state.draft) === JSON.stringify(draft),
  decide({ draft, occurredOn }, { need, status }, { rules }) {
    refuseDraft(draft, need.content);
    refuseEstimate(draft, need, rules, occurredOn);
    // A dossier that was returned stays a registered one: what registering asked for is still there.
    if (status === 'returned') refuseIncomplete(draft, rules, occurredOn);
    return [{ type: 'ProjectDrafted', data: draft }];
  },
});

export const registerProject = act<RegisterProject, 'surveyed' | 'draft'>({
  from: ['surveyed', 'draft'],
  ready(asker, state, context) {
    if (standsFor(asker, 'draft')) return;
    if (!('draft' in state))
      throw new Refusal('illegal-transition', { status: state.status, command: 'RegisterProject', missing: 'draft' });
    refuseIncomplete(state.draft, context.rules, asker.occurredOn);
    refuseMissingPapers('RegisterProject', asker, state, context);
  },
  decide(command, state) {
    const draft = standsFor(command, 'draft') ? command.draft : 'draft' in state ? state.draft : undefined;
    if (draft === undefined) throw new Refusal('illegal-transition', { status: state.status, command: command.type, missing: 'draft' });
    refuseDraft(draft, state.need.content);
    const earlier = earlierOf(command.earlierSupport ?? []);
    return [{ type: 'ProjectRegistered', data: { ...draft, ...earlier, ...attestation(command) } }];
  },
});

/**
 * So many of the matches are listed, each to be judged: those by tax code or serial number first, for a name alone may be another's.
 * A list that was cut says how many there are.
 */
const EARLIER_MAX = 50;
const STRENGTH: Readonly<Record<EarlierMatch['matchedBy'], number>> = { 'tax-code': 0, serial: 1, name: 2 };

function earlierOf(found: readonly EarlierMatch[]): { earlierSupport?: readonly EarlierMatch[]; earlierSupportFound?: number } {
  if (found.length === 0) return {};
  if (found.length <= EARLIER_MAX) return { earlierSupport: found };
  const strongest = found.toSorted((a, b) => STRENGTH[a.matchedBy] - STRENGTH[b.matchedBy]).slice(0, EARLIER_MAX);
  return { earlierSupport: strongest, earlierSupportFound: found.length };
}

/** Rút: by the proposer, before the plan is decided. */
export const withdrawProject = act<
  WithdrawProject,
  'surveyed' | 'kept-for-later' | 'draft' | 'registered' | 'returned' | 'base-passed' | 'submitted' | 'final-passed' | 'proposed'
>({
  from: ['surveyed', 'kept-for-later', 'draft', 'registered', 'returned', 'base-passed', 'submitted', 'final-passed', 'proposed'],
  holds: (_command, state) => state.status === 'withdrawn',
  decide({ reason }) {
    refuseBlank({ reason });
    return [{ type: 'ProjectWithdrawn', data: { reason } }];
  },
});

/** Where a draft keeps each compulsory content; units and place no draft can be without. */
const FIELD_OF = {
  'units-and-place': null,
  need: 'needBasis',
  aims: 'aims',
  scale: 'scale',
  'content-and-schedule': 'schedule',
  estimate: 'estimate',
  organisation: 'organisation',
  effect: 'effect',
} as const satisfies Readonly<Record<DraftContent['part'], keyof Draft | null>>;

/**
 * The compulsory contents that a draft still lacks by the rules of the day (TT 36/2013 art. 5), and a key scheme's own: two or more
 * contents, more than one year (art. 2(3)).
 */
export function missingParts(draft: Draft, rules: RuleBook, day: string): readonly string[] {
  const lacks = (field: keyof Draft): boolean => {
    const value = draft[field];
    return typeof value === 'string' ? value.trim() === '' : !Array.isArray(value) || value.length === 0;
  };
  const fields = draftContentsOn(rules, day).map(({ part }) => FIELD_OF[part]);
  const missing: string[] = fields.filter((field) => field !== null).filter(lacks);
  if (draft.kind !== 'key') return missing;
  const contents = draft.contents ?? [];
  if (contents.length < 2) missing.push('contents');
  if (new Set(contents.flatMap(({ years }) => years.map(({ year }) => year))).size < 2) missing.push('years');
  return missing;
}

/** @throws Refusal `draft-incomplete` with every part that is missing, `promise-missing` */
function refuseIncomplete(draft: Draft, rules: RuleBook, day: string): void {
  const missing = missingParts(draft, rules, day);
  if (missing.length > 0) throw new Refusal('draft-incomplete', { missing }, PARTS_BASIS);
  refusePromises(draft);
}

/** Promises of the beneficiary that a draft lacks: all the rest is its own to bring, and nobody else may pay the same item. */
export const missingPromises = ({ ownMoneyCommitted, noDoubleSupport }: Draft): readonly ('own-money' | 'no-double-support')[] => [
  ...(ownMoneyCommitted === true ? [] : (['own-money'] as const)),
  ...(noDoubleSupport === true ? [] : (['no-double-support'] as const)),
];

const PROMISE_ARTICLES = { 'own-money': 'art. 7(3)', 'no-double-support': 'art. 7(4)' } as const;

/** @throws Refusal `promise-missing` */
function refusePromises(draft: Draft): void {
  const [missing] = missingPromises(draft);
  if (missing === undefined) return;
  const legalBasis = `TTLT 26/2014/TTLT-BTC-BCT, ${PROMISE_ARTICLES[missing]}`;
  throw new Refusal('promise-missing', { missing }, { rule: missing, legalBasis, status: 'verified' });
}

/** Figures of a draft: whole đồng, own money is the rest, output in whole positive units (TTLT 26/2014 art. 7: the beneficiary brings all the rest). */
const DRAFT_CHECKS: readonly ((draft: Draft, content: string) => void)[] = [
  ({ title, implementingUnit, beneficiary, output }) =>
    refuseBlank({ title, implementingUnit, beneficiary: beneficiary.name, outputUnit: output.unit }),
  ({ totalCost }) => refuseAmount('totalCost', totalCost),
  ({ supportRequested }) => refuseAmount('supportRequested', supportRequested),
  ({ counterpart }) => refuseAmount('counterpart', counterpart, 'zero'),
  ({ totalCost, supportRequested, counterpart }) => {
    if (counterpart !== totalCost - supportRequested)
      throw new Refusal(
        'counterpart',
        { totalCost, supportRequested, counterpart },
        { rule: 'counterpart-is-the-rest', legalBasis: 'TTLT 26/2014/TTLT-BTC-BCT, art. 7(3)', status: 'verified' },
      );
  },
  ({ output: { planned } }) => {
    if (!Number.isSafeInteger(planned) || planned < 1) throw new Refusal('output', { planned });
  },
  refuseVariant,
  ({ schedule }) => refuseSchedule(schedule ?? []),
  refuseContents,
];

/** @throws Refusal the first fault of the draft's figures */
function refuseDraft(draft: Draft, content: string): void {
  for (const check of DRAFT_CHECKS) check(draft, content);
}

/** One fault of each check that the draft does not pass, in the order in which `decide` looks; empty: none. */
export function draftFaults(draft: Draft, content: string): readonly Refusal[] {
  return DRAFT_CHECKS.flatMap((check) => {
    try {
      check(draft, content);
      return [];
    } catch (error) {
      if (error instanceof Refusal) return [error];
      throw error;
    }
  });
}

/** Rules of its own hold only for a sub-kind that they name. @throws Refusal `unknown-name` */
function refuseVariant({ variant }: Draft, content: string): void {
  if (variant === undefined || isVariant(content, variant)) return;
  const known = variants.filter((one) => one.content === content).map(({ code }) => code);
  throw new Refusal('unknown-name', { field: 'variant', given: variant, known });
}

/** Every step has its time and whoever is responsible for it (TT 36/2013 art. 5(5)). */
function refuseSchedule(steps: readonly ScheduleStep[]): void {
  steps.forEach(({ step, from, to, responsible }, index) => {
    const at = `schedule/${index}`;
    refuseBlank({ [`${at}/step`]: step, [`${at}/responsible`]: responsible });
    if (to < from) throw new Refusal('date-order', { field: `${at}/to`, from, to }, PARTS_BASIS);
  });
}

const KEY_BASIS = { rule: 'key-scheme', legalBasis: 'TT 36/2013/TT-BCT, art. 2(3)', status: 'verified' } as const;

/** Contents of a key scheme: each once, each year once, whole targets, and together no more than the support. */
function refuseContents({ kind, contents = [], supportRequested }: Draft): void {
  if (contents.length > 0 && kind !== 'key') throw new Refusal('wrong-kind', { kind: kind ?? 'single', needs: 'key' }, KEY_BASIS);
  refuseTwice(
    'contents',
    contents.map(({ content }) => content),
  );
  contents.forEach((plan, index) => refuseContent(plan, `contents/${index}`));
  const money = sumUp(contents.flatMap(({ years }) => years.map((slice) => slice.money)));
  if (money > supportRequested) throw new Refusal('estimate-sum', { field: 'contents', lines: money, stated: supportRequested }, KEY_BASIS);
}

function refuseContent({ content, unit, years }: ContentPlan, at: string): void {
  if (!isContent(content)) throw new Refusal('unknown-name', { field: `${at}/content`, given: content, known: [] });
  refuseBlank({ [`${at}/unit`]: unit });
  if (years.length === 0) throw new Refusal('blank', { field: `${at}/years` });
  refuseTwice(
    `${at}/years`,
    years.map(({ year }) => String(year)),
  );
  for (const { year, target, money } of years) {
    if (!Number.isSafeInteger(target) || target < 1) throw new Refusal('output', { field: `${at}/years`, year, planned: target });
    refuseAmount(`${at}/years`, money, 'zero');
  }
}
