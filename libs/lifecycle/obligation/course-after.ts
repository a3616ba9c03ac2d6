/** What one event does to the course of a project, as far as its deadlines look at it. */
import type { Day } from '../fields.events.ts';
import { sum } from '../money.ts';
import type { Change, ProjectEvent } from '../project/project.events.ts';
import { standingAfter } from '../project/project-stage.ts';
import type { Pause } from './obligation.ts';
import { type Asked, type Course, startOf, type Subject, type Tracked } from './course.ts';

type Of<Type extends ProjectEvent['type']> = Extract<ProjectEvent, { readonly type: Type }>;

/** @param event no reversal: that is no step on but one back */
export function courseAfter(before: Course, event: Exclude<ProjectEvent, Of<'ActReversed'>>, happened: Tracked): Course {
  const course = { ...before, standing: standingAfter(before.standing, event, happened.on) };
  return proposalAfter(course, event, happened) ?? moneyAfter(course, event, happened) ?? workAfter(course, event, happened) ?? course;
}

function proposalAfter(course: Course, event: ProjectEvent, happened: Tracked): Course | null {
  switch (event.type) {
    case 'NeedSurveyed':
    case 'NeedFoundNotEligible': {
      const recorded = event.type === 'NeedSurveyed' && event.data.outcome === 'recorded';
      return { ...course, subject: subjectOf(event), toRegister: recorded ? startOf(happened) : null };
    }
    case 'ProjectDrafted':
      return { ...course, ...titled(course, event.data) };
    case 'ProjectRegistered': {
      // A register has no column for the submission: nothing is known of it, so nothing is owed.
      const toSubmit = event.data.attested === undefined ? startOf(happened) : null;
      return { ...course, ...titled(course, event.data), toRegister: null, baseAppraisal: startOf(happened), toSubmit };
    }
    case 'DossierReturned':
      return paused({ ...course, returned: { ...startOf(happened), round: event.data.round } }, 'dossier-returned', happened);
    case 'DossierCompleted':
      return completed(resumed(course, 'dossier-returned', happened), happened);
    case 'BaseAppraisalConcluded':
      return { ...course, baseAppraisal: null };
    case 'SubmittedForFinalAppraisal':
      return { ...course, toSubmit: null, baseAppraisal: null, finalAppraisal: startOf(happened) };
    case 'FinalAppraisalConcluded':
      return { ...course, toSubmit: null, baseAppraisal: null, finalAppraisal: null };
    case 'ProjectWithdrawn':
      return { ...course, ended: true };
    case 'DetailsCorrected':
      return { ...course, ...titled(course, event.data.details) };
    default:
      return null;
  }
}

const subjectOf = ({ data }: Of<'NeedSurveyed'> | Of<'NeedFoundNotEligible'>): Subject => ({
  code: data.code,
  title: data.code,
  source: data.source,
  province: data.province,
  planYear: data.planYear,
  content: data.content,
  implementingUnit: null,
});

const titled = (
  { subject }: Course,
  { title, implementingUnit }: { readonly title?: string; readonly implementingUnit?: string },
): Pick<Course, 'subject'> => ({
  subject: subject && { ...subject, title: title ?? subject.title, implementingUnit: implementingUnit ?? subject.implementingUnit },
});

/** A dossier that goes back to the base appraisal from further on is appraised from the start. */
function completed(course: Course, happened: Tracked): Course {
  const again = course.standing?.stage === 'registered' && course.baseAppraisal === null;
  return { ...course, returned: null, ...(again ? { baseAppraisal: startOf(happened), finalAppraisal: null } : {}) };
}

function moneyAfter(course: Course, event: ProjectEvent, happened: Tracked): Course | null {
  switch (event.type) {
    case 'ApprovedInPlan':
      return { ...course, plan: event.data.amount };
    case 'LeftOutOfPlan':
      return { ...course, plan: 0 };
    case 'ApprovalAdjusted': {
      const { adjustment, amount: plan } = event.data;
      const answers = adjustment !== undefined && adjustment === course.adjustment?.adjustment;
      return answers ? { ...decided(course, true, happened), plan } : { ...course, plan };
    }
    case 'ContractSigned':
      return { ...course, contracted: { ...startOf(happened), endsOn: event.data.endsOn, contract: event.data.contract } };
    case 'TaskAssigned':
      return { ...course, contracted: { ...startOf(happened), endsOn: event.data.endsOn, contract: null } };
    case 'ContractExtended':
      return { ...course, contracted: course.contracted && { ...course.contracted, endsOn: event.data.endsOn } };
    case 'AdvanceRequested':
      return { ...course, request: { tranche: event.data.tranche, confirmed: false } };
    case 'VolumeConfirmed':
      return { ...course, request: course.request && { ...course.request, confirmed: true } };
    case 'AdvancePaid': {
      const { tranche, amount } = event.data;
      const paid = { ...course.paid, [tranche]: sum(course.paid[tranche], amount) };
      return { ...course, paid, request: null, advanced: course.advanced ?? startOf(happened) };
    }
    case 'AdvanceRecovered':
      return { ...course, recovered: sum(course.recovered, event.data.amount) };
    case 'CarriedOver':
      return { ...course, carriedTo: event.data.toYear };
    default:
      return null;
  }
}

function workAfter(course: Course, event: ProjectEvent, happened: Tracked): Course | null {
  switch (event.type) {
    case 'ProgressReported':
      return { ...course, reported: { period: event.data.period, percent: event.data.percent } };
    case 'ForceMajeureDeclared':
      return paused({ ...course, force: { department: false, commune: false } }, 'force-majeure', happened);
    case 'ForceMajeureConfirmed':
      return confirmed(course, event, happened);
    case 'AdjustmentRequested': {
      const { adjustment, change, ownProposal: confirmed = false } = event.data;
      const pending = { ...startOf(happened), adjustment, confirmed, change: looked(change) };
      return paused({ ...course, adjustment: pending }, 'adjustment-pending', happened);
    }
    case 'AdjustmentConfirmed':
      return { ...course, adjustment: course.adjustment && { ...course.adjustment, confirmed: true } };
    case 'AdjustmentDecided':
      return decided(course, event.data.approved, happened);
    case 'ProjectStopped':
      return { ...course, ended: true, request: null, adjustment: null };
    case 'AcceptanceHeld': {
      if (event.data.result === 'not-accepted') return course;
      return resumed(
        { ...course, accepted: { ...startOf(happened), amount: event.data.amount }, request: null },
        'force-majeure',
        happened,
      );
    }
    case 'SettlementDossierLodged':
      return { ...course, dossierLodged: true };
    default:
      return null;
  }
}

/** Both have said how much was done: from there on the volume is known and is settled. */
function confirmed(course: Course, { data }: Of<'ForceMajeureConfirmed'>, happened: Tracked): Course {
  const force = course.force && { ...course.force, [data.by]: true };
  const both = force !== null && force.department && force.commune;
  return both ? resumed({ ...course, force }, 'force-majeure', happened) : { ...course, force };
}

const looked = ({ endsOn, content }: Change): Asked['change'] => ({
  ...(endsOn === undefined ? {} : { endsOn }),
  ...(content === undefined ? {} : { content }),
});

function decided(course: Course, approved: boolean, happened: Tracked): Course {
  const { adjustment, contracted, subject } = course;
  const { endsOn, content } = approved && adjustment !== null ? adjustment.change : {};
  const changed = {
    contracted: contracted && { ...contracted, endsOn: endsOn ?? contracted.endsOn },
    subject: subject && { ...subject, content: content ?? subject.content },
  };
  return resumed({ ...course, ...changed, adjustment: null }, 'adjustment-pending', happened);
}

const paused = (course: Course, reason: Pause['reason'], { on }: Tracked): Course => ({
  ...course,
  pauses: [...course.pauses, { from: on, to: null, reason, document: null }],
});

const resumed = (course: Course, reason: Pause['reason'], { on }: Tracked): Course => ({
  ...course,
  pauses: course.pauses.flatMap((pause) => (pause.reason === reason ? ended(pause, on) : pause)),
});

/** A clock that did not stand still for a whole day leaves nothing. */
export function ended<Still extends Pause>(pause: Still, on: Day): readonly Still[] {
  if (pause.to !== null) return [pause];
  return pause.from < on ? [{ ...pause, to: on }] : [];
}
