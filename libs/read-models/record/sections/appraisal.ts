/** What was proposed, how it was appraised, and what was asked back. */
import type {
  AppraisalSection,
  ProposalSection,
  RecordedCouncil,
  RecordedEarlierSupport,
  RecordedFinding,
  RecordSections,
  ReturnedItemLine,
  ReturnedRound,
} from '#contracts/record-sections';
import type { Stage } from '#contracts/figures';
import { touchedBy } from '#lifecycle/project/dependence';
import type { AppraisalLevel, Criterion, Draft, Finding } from '#lifecycle/project/project.events';
import { type Standing, standingAfter } from '#lifecycle/project/project-stage';
import { type Dated, done, ofType } from '../dated.ts';

/** Null: nothing was drafted yet. */
export function proposalSection(events: readonly Dated[]): ProposalSection | null {
  const draft = events.reduce<Draft | null>((last, { event }) => (isDraft(event) ? event.data : last), null);
  if (draft === null) return null;
  return {
    needBasis: draft.needBasis ?? null,
    aims: draft.aims ?? null,
    scale: draft.scale ?? null,
    organisation: draft.organisation ?? null,
    effect: draft.effect ?? null,
    coordinatingUnit: draft.coordinatingUnit ?? null,
    schedule: draft.schedule ?? [],
    estimate: (draft.estimate ?? []).map(({ management, ...line }) => ({ ...line, management: management === true })),
    serials: draft.serials ?? [],
  };
}

type DraftEvent = Extract<Dated['event'], { readonly type: 'ProjectDrafted' | 'ProjectRegistered' }>;
const isDraft = (event: Dated['event']): event is DraftEvent => event.type === 'ProjectDrafted' || event.type === 'ProjectRegistered';

type Level = {
  readonly findings: Map<string, RecordedFinding>;
  council: RecordedCouncil | null;
  conclusion: AppraisalSection['conclusion'];
};

/** Both levels, with the findings that a later change took the ground from. */
export function appraisalSections(events: readonly Dated[]): RecordSections['appraisal'] {
  const levels = { base: newLevel(), final: newLevel() };
  let draft: Draft | null = null;
  let standing: Standing | null = null;
  for (const one of events) {
    takeAppraisal(levels, one);
    if (isDraft(one.event)) {
      if (draft !== null && standing?.stage === 'returned') redraft(levels, touchedBy(draft, one.event.data), standing.beforeReturn);
      draft = one.event.data;
    }
    standing = standingAfter(standing, one.event, one.on);
  }
  return { base: closed(levels.base), final: closed(levels.final) };
}

/**
 * A changed draft takes the ground from the findings that it touches and from the votes. The base appraisal is over once it was
 * concluded, unless more of it is touched than the look through the dossier.
 */
function redraft({ base, final }: Readonly<Record<AppraisalLevel, Level>>, touched: readonly Criterion[], beforeReturn: Stage): void {
  if (touched.length === 0) return;
  const baseAgain = beforeReturn === 'registered' || touched.some((criterion) => criterion !== 'dossier' && base.findings.has(criterion));
  for (const level of baseAgain ? [base, final] : [final]) {
    reopen(level, touched);
    level.council = level.council && { ...level.council, votes: [] };
  }
}

const newLevel = (): Level => ({ findings: new Map(), council: null, conclusion: null });

const closed = ({ findings, council, conclusion }: Level): AppraisalSection => ({ findings: [...findings.values()], council, conclusion });

function takeAppraisal(levels: Readonly<Record<AppraisalLevel, Level>>, one: Dated): void {
  const { event } = one;
  switch (event.type) {
    case 'CriterionAssessed': {
      const { level, ...finding } = event.data;
      levels[level].findings.set(finding.criterion, recorded(finding, one.on));
      return;
    }
    case 'CouncilConvened': {
      const { level, meetingOn, members } = event.data;
      levels[level].council = { ...done(one), meetingOn, members, votes: [] };
      return;
    }
    case 'VoteCast': {
      const { level, member, vote, reason } = event.data;
      const { council } = levels[level];
      if (council === null) return;
      const others = council.votes.filter((cast) => cast.member !== member);
      levels[level].council = { ...council, votes: [...others, { ...done(one), member, vote, reason }] };
      return;
    }
    case 'BaseAppraisalConcluded':
      return conclude(levels.base, one, event.data);
    case 'FinalAppraisalConcluded':
      return conclude(levels.final, one, event.data);
    case 'AdjustmentDecided':
    case 'ApprovalAdjusted':
      return reopen(levels.final, event.data.reopens ?? []);
  }
}

interface Concluded {
  readonly result: string;
  readonly amount: number | null;
  readonly reason: string | null;
  readonly findings: readonly Finding[];
  readonly multiplier?: number;
}

/** A conclusion's own findings count where none was assessed before. */
function conclude(level: Level, one: Dated, { result, amount, reason, findings, multiplier }: Concluded): void {
  level.conclusion = { ...done(one), result, amount, reason, multiplier: multiplier ?? null };
  for (const finding of findings)
    if (!level.findings.has(finding.criterion)) level.findings.set(finding.criterion, recorded(finding, one.on));
}

const recorded = ({ criterion, met, finding, evidence, signer }: Finding, on: string): RecordedFinding => ({
  criterion,
  met,
  finding,
  evidence,
  signer: signer ?? null,
  on,
  reopened: false,
});

function reopen({ findings }: Level, criteria: readonly string[]): void {
  for (const criterion of criteria) {
    const finding = findings.get(criterion);
    if (finding !== undefined) findings.set(criterion, { ...finding, reopened: true });
  }
}

/** Every round in which the dossier was returned, with its answers item by item. */
export function returnedRounds(events: readonly Dated[]): readonly ReturnedRound[] {
  const rounds: (Omit<ReturnedRound, 'items'> & { items: readonly ReturnedItemLine[] })[] = [];
  for (const one of events) {
    const { event, on } = one;
    const last = rounds.at(-1);
    if (event.type === 'DossierReturned') {
      const items = event.data.items.map(({ item, demand, criterion, cause }) => ({
        item,
        demand,
        criterion: criterion ?? null,
        cause: cause ?? null,
        answer: null,
        document: null,
        answeredOn: null,
      }));
      rounds.push({ round: event.data.round, returned: done(one), completedOn: null, items });
    }
    if (last === undefined) continue;
    if (event.type === 'ReturnedItemAnswered') last.items = answered(last.items, event.data, on);
    if (event.type !== 'DossierCompleted') continue;
    // A register of 0.1.0 answers all items with the completion; later each has its own answer.
    for (const answer of event.data.answers) last.items = answered(last.items, { document: null, ...answer }, on, false);
    rounds[rounds.length - 1] = { ...last, completedOn: on };
  }
  return rounds;
}

interface Answer {
  readonly item: string;
  readonly answer: string;
  readonly document: string | null;
}

const answered = (
  items: readonly ReturnedItemLine[],
  { item, answer, document }: Answer,
  answeredOn: string,
  again = true,
): readonly ReturnedItemLine[] =>
  items.map((line) => (line.item === item && (again || line.answer === null) ? { ...line, answer, document, answeredOn } : line));

/** How many matches the registration found: a long list is cut, and says so. */
export function earlierSupportFound(events: readonly Dated[]): number {
  const data = ofType(events, 'ProjectRegistered').at(-1)?.event.data;
  return data?.earlierSupportFound ?? data?.earlierSupport?.length ?? 0;
}

/** Earlier support that was found at the registration, and what the appraiser said of each; the last word counts. */
export function earlierSupport(events: readonly Dated[]): readonly RecordedEarlierSupport[] {
  const found = ofType(events, 'ProjectRegistered').at(-1)?.event.data.earlierSupport ?? [];
  const lines = new Map<string, RecordedEarlierSupport>(
    found.map(({ code, ...match }) => [code, { earlier: code, ...match, judged: null }]),
  );
  for (const one of ofType(events, 'EarlierSupportJudged')) {
    const { earlier, matchedBy, sameItem, reason } = one.event.data;
    const match = lines.get(earlier) ?? { earlier, content: null, planYear: null, matchedBy };
    lines.set(earlier, { ...match, judged: { ...done(one), sameItem, reason } });
  }
  return [...lines.values()];
}
