import type { Happened } from '../decider.ts';
import { fileAfter, newFile } from './case-file.ts';
import { evolveFunded, fundedBy } from './funded.evolve.ts';
import type { AppraisalLevel, Draft, Need, ProjectEvent } from './project.events.ts';
import type { Absent, Drafted, Ended, Project, Proposal, Returned } from './project.state.ts';
import { touchedBy } from './dependence.ts';

type Of<Type extends ProjectEvent['type']> = Extract<ProjectEvent, { readonly type: Type }>;

/** What happened, happened: never refuses. An event that cannot follow the state is a damaged stream, and says so. */
export function evolve(state: Project, event: ProjectEvent, happened: Happened): Project {
  if (event.type === 'NeedSurveyed' || event.type === 'NeedFoundNotEligible') return surveyed(state, event, happened);
  if (state.status === 'absent') throw new Error(`${event.type} before the survey`);
  // No act of the project's: a later act may well be dated before the decision that it could not take.
  if (event.type === 'FollowUpDeclined') return { ...state, file: fileAfter(state.file, event, happened, state) };
  const since = happened.on > state.since ? happened.on : state.since;
  const now = { ...state, since, file: fileAfter(state.file, event, happened, state) };
  switch (event.type) {
    case 'DocumentAttached':
    case 'NoteAdded':
    case 'HandedOver':
    case 'MovedToDefinition':
    case 'ObstacleRaised':
    case 'AnswerPromised':
    case 'ObstacleAnswered':
    case 'InspectionHeld':
    case 'DeadlinePaused':
    case 'DeadlineResumed':
      return now;
    case 'DetailsCorrected':
      return corrected(now, event);
    case 'ActReversed':
      if (state.file.last === null) throw new Error('nothing to reverse');
      return { ...state.file.last.before, since, file: now.file };
    case 'ProjectWithdrawn':
      return ended(now, 'withdrawn', event.data.reason);
    case 'ProjectDrafted':
      return state.status === 'returned' ? redrafted(now as Returned, event.data) : drafted(now, 'draft', event.data);
    case 'ProjectRegistered':
      return { ...drafted(now, 'registered', draftOf(event)), earlier: event.data.earlierSupport ?? [] };
    default:
      if ('approval' in now) return evolveFunded(now, event);
      if ('appraised' in now) return evolveProposal(now, event, happened.on);
      if (event.type === 'ProposedForPlan' && 'waiting' in now && now.waiting !== null)
        return { ...now.waiting, since, file: now.file, status: 'proposed', plan: event.data.plan, priority: event.data.priority };
      throw new Error(`${event.type} while ${state.status}`);
  }
}

function surveyed(state: Project, event: Of<'NeedSurveyed'> | Of<'NeedFoundNotEligible'>, happened: Happened): Project {
  const need = needOf(event.data);
  const file = fileAfter(state.status === 'absent' ? newFile(need) : state.file, event, happened, state);
  const known = { need, since: happened.on, file };
  if (event.type === 'NeedFoundNotEligible')
    return { ...known, status: 'not-eligible', reason: event.data.reason, waiting: null, leftOutBy: null };
  return { ...known, status: event.data.outcome === 'recorded' ? 'surveyed' : 'kept-for-later' };
}

/** What the state keeps of a survey: all that was kept since 0.1.0. What the surveyor saw, and the register's attestation, stay in the event. */
const needOf = ({ survey: _seen, attested: _attested, ...need }: (Of<'NeedSurveyed'> | Of<'NeedFoundNotEligible'>)['data']): Need => need;

const draftOf = ({ data }: Of<'ProjectRegistered'>): Draft => {
  const { earlierSupport: _earlier, earlierSupportFound: _found, attested: _attested, ...draft } = data;
  return draft;
};

function drafted({ need, since, file }: Exclude<Project, Absent>, status: 'draft' | 'registered', draft: Draft): Drafted {
  return {
    status,
    need: { ...need, beneficiary: draft.beneficiary },
    since,
    file,
    draft,
    appraised: draft.supportRequested,
    rounds: 0,
    findings: { base: [], final: [] },
    councils: { base: null, final: null },
    earlier: [],
    judged: [],
    plan: null,
    priority: [],
    multiplier: 1,
  };
}

/**
 * A returned dossier with a changed draft: findings stay that nothing took the ground from, votes do not. When the ground of the base
 * appraisal itself went, the dossier goes back to it, and there only what was re-opened is assessed again.
 */
function redrafted(state: Returned, draft: Draft): Returned {
  const touched = touchedBy(state.draft, draft);
  if (touched.length === 0) return { ...state, draft };
  const keep = (level: AppraisalLevel) => state.findings[level].filter(({ criterion }) => !touched.includes(criterion));
  const unvoted = (level: AppraisalLevel) => state.councils[level] && { ...state.councils[level], votes: [] };
  const baseAgain = state.findings.base.some(({ criterion }) => criterion !== 'dossier' && touched.includes(criterion));
  const backTo = baseAgain ? 'registered' : state.backTo;
  return {
    ...state,
    need: { ...state.need, beneficiary: draft.beneficiary },
    draft,
    backTo,
    appraised: backTo === 'registered' ? draft.supportRequested : Math.min(state.appraised, draft.supportRequested),
    findings: { base: baseAgain || backTo === 'registered' ? keep('base') : state.findings.base, final: keep('final') },
    councils: { base: backTo === 'registered' ? unvoted('base') : state.councils.base, final: unvoted('final') },
  };
}

function ended(
  { need, since, file }: Exclude<Project, Absent>,
  status: Ended['status'],
  reason: string,
  left: Pick<Ended, 'waiting' | 'leftOutBy'> = { waiting: null, leftOutBy: null },
): Ended {
  return { status, need, since, file, reason, ...left };
}

function evolveProposal(state: Drafted | Returned, event: ProjectEvent, on: string): Project {
  const proposal = proposalOf(state);
  switch (event.type) {
    case 'DossierReturned':
      return returned(state, event);
    case 'ReturnedItemAnswered':
      return 'answered' in state
        ? {
            ...state,
            answered: [
              ...state.answered.filter(({ item }) => item !== event.data.item),
              { item: event.data.item, answer: event.data.answer },
            ],
          }
        : state;
    case 'DossierCompleted':
      return { ...proposal, status: 'backTo' in state ? state.backTo : state.status };
    case 'BaseAppraisalConcluded':
      return event.data.amount === null
        ? ended(state, 'rejected', event.data.reason ?? '')
        : { ...proposal, status: 'base-passed', ...passed(state, 'base', event.data) };
    case 'SubmittedForFinalAppraisal':
      return { ...proposal, status: 'submitted' };
    case 'FinalAppraisalConcluded':
      return event.data.amount === null
        ? ended(state, 'not-in-plan', event.data.reason ?? '')
        : { ...proposal, status: 'final-passed', ...passed(state, 'final', event.data) };
    case 'ProposedForPlan':
      return { ...proposal, status: 'proposed', plan: event.data.plan, priority: event.data.priority };
    case 'LeftOutOfPlan':
      return leftOut(state, event);
    case 'ApprovedInPlan':
      return fundedBy(state, event.data, on);
    default:
      return evolveAppraisal(state, event);
  }
}

/** What a pass leaves behind. Logs of 0.1.0 have no assessments: there the conclusion alone says what was found. */
const passed = (
  { findings, appraised }: Proposal,
  level: AppraisalLevel,
  { amount, multiplier = 1, findings: found }: Of<'BaseAppraisalConcluded'>['data'],
): Pick<Proposal, 'appraised' | 'multiplier' | 'findings'> => ({
  appraised: amount ?? appraised,
  multiplier,
  findings: found.length === 0 ? findings : { ...findings, [level]: found },
});

function evolveAppraisal(state: Drafted | Returned, event: ProjectEvent): Project {
  switch (event.type) {
    case 'EarlierSupportJudged': {
      const { earlier, sameItem } = event.data;
      return { ...state, judged: [...state.judged.filter((one) => one.earlier !== earlier), { earlier, sameItem }] };
    }
    case 'CriterionAssessed': {
      const { level, ...finding } = event.data;
      const others = state.findings[level].filter(({ criterion }) => criterion !== finding.criterion);
      return { ...state, findings: { ...state.findings, [level]: [...others, finding] } };
    }
    case 'CouncilConvened': {
      const { level, meetingOn, members } = event.data;
      return { ...state, councils: { ...state.councils, [level]: { meetingOn, members, votes: [] } } };
    }
    case 'VoteCast':
      return voted(state, event);
    default:
      throw new Error(`${event.type} while ${state.status}`);
  }
}

/** What of a proposal goes with it from stage to stage; what belongs to a returned dossier stays behind. */
function proposalOf(state: Drafted | Returned): Proposal {
  const { status: _status, ...proposal } = state;
  if (!('backTo' in proposal)) return proposal;
  const { backTo: _backTo, returnedFrom: _from, items: _items, demanded: _demanded, answered: _answered, ...rest } = proposal;
  return rest;
}

function leftOut(state: Drafted | Returned, { data: { plan, decisionNo, reason } }: Of<'LeftOutOfPlan'>): Ended {
  return ended(state, 'not-in-plan', reason, { waiting: { ...proposalOf(state), plan: null }, leftOutBy: { plan, decisionNo } });
}

function returned(state: Drafted | Returned, { data }: Of<'DossierReturned'>): Returned {
  const backTo = state.status === 'base-passed' || state.status === 'submitted' ? state.status : 'registered';
  const items = data.items.map(({ item }) => item);
  return {
    ...proposalOf(state),
    status: 'returned',
    backTo,
    returnedFrom: backTo,
    rounds: data.round,
    items,
    demanded: data.items,
    answered: [],
  };
}

function voted(state: Drafted | Returned, { data: { level, member, vote } }: Of<'VoteCast'>): Project {
  const council = state.councils[level];
  if (council === null) throw new Error('a vote without a council');
  const votes = [...council.votes.filter((one) => one.member !== member), { member, vote }];
  return { ...state, councils: { ...state.councils, [level]: { ...council, votes } } };
}

function corrected<P extends Exclude<Project, Absent>>(state: P, { data: { details } }: Of<'DetailsCorrected'>): P {
  const beneficiary = {
    name: details.beneficiaryName ?? state.need.beneficiary.name,
    taxCode: details.taxCode === undefined ? state.need.beneficiary.taxCode : details.taxCode,
  };
  const need = { ...state.need, beneficiary, commune: details.commune ?? state.need.commune };
  if (!('draft' in state)) return { ...state, need };
  const { draft } = state;
  return {
    ...state,
    need,
    draft: {
      ...draft,
      beneficiary,
      title: details.title ?? draft.title,
      implementingUnit: details.implementingUnit ?? draft.implementingUnit,
    },
  };
}
