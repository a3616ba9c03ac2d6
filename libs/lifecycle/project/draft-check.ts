/** What the rules say of a draft while it is being typed: by the code that decides about it later. */
import type { Ceiling } from '#reference/rules/ceilings';
import type { DossierPaper } from '#reference/rules/dossier-paper';
import type { Context } from '../context.ts';
import { type Dong, isDong } from '../money.ts';
import { Refusal, type RefusedBy } from '../refusal.ts';
import { ceilingOn, mostAllowed, papersFor } from '../rules.ts';
import { estimateFaults } from './estimate.ts';
import { basedOn, graphOf } from './frame.ts';
import type { Draft } from './project.events.ts';
import { type Project, rulesDayOf, supportedBy } from './project.state.ts';
import { draftFaults, missingParts, missingPromises } from './proposal.acts.ts';

export interface DraftCheck {
  /** What drafting it would be refused for: every fault, not the first alone. */
  readonly faults: readonly Refusal[];
  /** The ceiling in force on the day and the most đồng that it allows without a priority multiplier; null: none is known. */
  readonly ceiling: { readonly rule: Ceiling; readonly most: Dong | null } | null;
  /** Compulsory contents and promises without which it cannot be registered. */
  readonly missing: readonly string[];
  /** Papers of a registration, and whether the dossier has them. */
  readonly papers: readonly { readonly paper: DossierPaper; readonly there: boolean }[];
}

type Known = Exclude<Project, { readonly status: 'absent' }>;

/** @param occurredOn the business day on which the draft would be said, YYYY-MM-DD */
export function checkDraft(draft: Draft, project: Known, occurredOn: string, { rules }: Pick<Context, 'rules'>): DraftCheck {
  const { need, file } = project;
  const day = rulesDayOf(project, occurredOn);
  // Shares are of whole đồng alone; that these are none is a fault already.
  const whole = isDong(draft.totalCost) && isDong(draft.supportRequested);
  const faults = [...draftFaults(draft, need.content), ...(whole ? estimateFaults(draft, need, rules, day) : [])];
  const supported = supportedBy({ need, draft });
  const ceiling = ceilingOn(rules, supported, day);
  const there = new Set(file.documents.map(({ kind }) => kind));
  const { source, province, content } = need;
  const papers = papersFor(rules, { act: 'RegisterProject', source, province, content, draft, facts: [] }, day);
  const basis = basisOfDrafting(project, occurredOn);
  return {
    faults: faults.map((one) => (one.refusedBy === undefined ? new Refusal(one.code, one.facts, basis) : one)),
    ceiling: ceiling === undefined ? null : { rule: ceiling, most: whole ? mostAllowed(ceiling, supported) : null },
    missing: [...missingParts(draft, rules, day), ...missingPromises(draft)],
    papers: papers.map((paper) => ({ paper, there: there.has(paper.document) })),
  };
}

/** A refusal that cites no text of its own stands on the text of its act. */
function basisOfDrafting(project: Known, day: string): RefusedBy | undefined {
  const transition = graphOf(project, project.need.source, day).transitions.find(({ act }) => act === 'DraftProject');
  return transition && basedOn('DraftProject', transition.basis);
}
