/** Tries a rule file on projects that were approved already. Nothing is written. */
import { type EventLog, READ_EVENTS_MAX, type RecordedEvent, StreamNotFound } from '#event-log/event-log';
import { projectStream } from '#lifecycle/contract/contract.events';
import type { Dong } from '#lifecycle/money';
import { supportedBy } from '#lifecycle/project/project.state';
import { type ActivateRules, rowsOf, rulebook } from '#lifecycle/rulebook/rulebook.decider';
import { rulesStream, type RuleListName } from '#lifecycle/rulebook/rulebook.events';
import { type ApprovedProject, notTried, Trial, type WouldRefuse } from '#lifecycle/rulebook/try-rules';
import { RuleBooks } from './rule-books.ts';
import type { RuleFile } from './rule-book-file.ts';
import { projectKind, rulebookKind } from './stream-kind.ts';
import { absent, fold, StreamStates } from './stream-states.ts';

export interface AskedTrial {
  readonly file: RuleFile;
  /** Ids of the projects to try it on. */
  readonly projects: readonly string[];
  /** Today in Vietnam, YYYY-MM-DD. */
  readonly today: string;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface TrialResult {
  /** Projects asked for that a plan has approved. */
  readonly approved: number;
  /** By code. */
  readonly refused: readonly WouldRefuse[];
  /** đồng of the refused projects above what the rows allow. */
  readonly overVnd: Dong;
  /** Lists of the file by which an approved amount cannot be judged. */
  readonly notTried: readonly RuleListName[];
}

const PROGRESS_PROJECTS = 100;

/** @throws Refusal the rows themselves could not be activated */
export async function tryRuleFile(log: EventLog, { file, projects, today, onProgress }: AskedTrial): Promise<TrialResult> {
  // A draft may be tried before the day on which it will be decided.
  const on = file.legalBasis.decidedOn > today ? file.legalBasis.decidedOn : today;
  const rules = await new RuleBooks(log).whole();
  const command: ActivateRules = { type: 'ActivateRules', ...file, occurredOn: on, actor: 'trial', role: 'operator' };
  const { state } = await new StreamStates(log).load(rulebookKind, rulesStream(file.province));
  rulebook.decide(command, state, { today: on, rules });
  const rows = rowsOf(command);
  const trial = new Trial(rules, rows);
  const refused: WouldRefuse[] = [];
  let approved = 0;
  for (const [index, id] of projects.entries()) {
    if (index % PROGRESS_PROJECTS === 0) onProgress?.(index, projects.length);
    const project = await approvedProject(log, id);
    if (project === null) continue;
    approved += 1;
    const found = trial.judge(project);
    if (found !== null) refused.push(found);
  }
  onProgress?.(projects.length, projects.length);
  refused.sort((a, b) => (a.code < b.code ? -1 : 1));
  return {
    approved,
    refused,
    overVnd: refused.reduce((total, { approved: amount, most }) => total + amount - most, 0),
    notTried: notTried(rows),
  };
}

/** The project on the day when its plan was approved; null: no plan has approved it. */
async function approvedProject(log: EventLog, id: string): Promise<ApprovedProject | null> {
  let folded = absent(projectKind);
  for (const event of await eventsOf(log, id)) {
    folded = fold(projectKind, folded, [event]);
    const { state } = folded;
    if (event.type !== 'ApprovedInPlan' || !('approval' in state)) continue;
    const { need, approval } = state;
    const { multiplier } = approval;
    return {
      project: id,
      code: need.code,
      approvedOn: approval.on,
      approved: approval.amount,
      supported: { ...supportedBy(state), ...(multiplier === undefined ? {} : { multiplier }) },
    };
  }
  return null;
}

async function eventsOf(log: EventLog, id: string): Promise<readonly RecordedEvent[]> {
  try {
    return await log.readStream(projectStream(id), { limit: READ_EVENTS_MAX });
  } catch (error) {
    if (error instanceof StreamNotFound) return [];
    throw error;
  }
}
