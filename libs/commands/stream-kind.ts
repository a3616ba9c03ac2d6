import { calendar } from '#lifecycle/calendar/calendar.decider';
import { calendarUpcasters } from '#lifecycle/calendar/calendar.upcasters';
import { contact, type ContactCommand } from '#lifecycle/contact/contact.decider';
import type { ContactEvent } from '#lifecycle/contact/contact.events';
import type { ContactState } from '#lifecycle/contact/contact.state';
import { contactUpcasters } from '#lifecycle/contact/contact.upcasters';
import { contract } from '#lifecycle/contract/contract.decider';
import { contractUpcasters } from '#lifecycle/contract/contract.upcasters';
import type { Context } from '#lifecycle/context';
import { registerImport } from '#lifecycle/import/import.decider';
import { importUpcasters } from '#lifecycle/import/import.upcasters';
import type { Asked, Decider, DomainEvent } from '#lifecycle/decider';
import { plan } from '#lifecycle/plan/plan.decider';
import { planUpcasters } from '#lifecycle/plan/plan.upcasters';
import { project, type ProjectCommand } from '#lifecycle/project/project.decider';
import type { DeclineFollowUp } from '#lifecycle/project/decline-follow-up';
import type { ProjectEvent } from '#lifecycle/project/project.events';
import type { Project } from '#lifecycle/project/project.state';
import { projectUpcasters } from '#lifecycle/project/project.upcasters';
import { reminderControl } from '#lifecycle/reminder/control.decider';
import { delivery, type DeliveryCommand } from '#lifecycle/reminder/delivery.decider';
import { reminderUpcasters } from '#lifecycle/reminder/reminder.upcasters';
import { type ClaimStep, reminderStep } from '#lifecycle/reminder/step.decider';
import { rulebook } from '#lifecycle/rulebook/rulebook.decider';
import { rulebookUpcasters } from '#lifecycle/rulebook/rulebook.upcasters';
import type { Upcasters } from '#lifecycle/upcast';
import type { ProvinceRef } from '#reference/province-ref';

/** A kind of stream: its rules and how to read what older builds wrote. */
export interface StreamKind<Command extends AnyCommand, State, Event extends DomainEvent> {
  readonly decider: Decider<Command, State, Event, Context>;
  readonly upcasters: Upcasters;
  /** What the caller asked, without what the server added from other streams: a repeat is known by it. Default: all of it. */
  readonly asked?: (command: Command) => object;
  /** True of a command that mostly meets no stream yet: it is decided without a look at it, which comes after a refusal only. */
  begins?(command: Command): boolean;
  /** Whose own rules judge the command besides everybody's; null or absent: nobody's. */
  provinceOf?(stream: string, command: Command, state: State): ProvinceRef | null;
}

export type AnyCommand = Asked & { readonly type: string };

/** Facts about projects are read anew each time, and may have changed when a command is repeated. */
function withoutFacts(command: object): object {
  return JSON.parse(JSON.stringify(command, (key, value: unknown) => (key === 'facts' ? undefined : value))) as object;
}

/**
 * What the read models know of earlier support may have changed when a registration is repeated. Why a follow-up is declined, two that
 * carry it may see differently: whoever is first has said it.
 */
function askedOfProject(command: ProjectCommand | DeclineFollowUp): object {
  if (command.type === 'DeclineFollowUp') {
    const { reason: _seen, ...asked } = command;
    return asked;
  }
  if (command.type !== 'RegisterProject' || command.earlierSupport === undefined) return command;
  const { earlierSupport: _known, ...asked } = command;
  return asked;
}

export const projectKind: StreamKind<ProjectCommand | DeclineFollowUp, Project, ProjectEvent> = {
  decider: project,
  upcasters: projectUpcasters,
  asked: askedOfProject,
  begins: ({ type }) => type === 'SurveyNeed',
  provinceOf(_stream, command, state) {
    const need = state.status !== 'absent' ? state.need : command.type === 'SurveyNeed' ? command.need : null;
    return need?.source === 'KCDP' ? need.province : null;
  },
};

/** A KCDP plan's stream is named after its province: `plan-KCDP-2022-vn63.38`. */
function provinceOfPlan(stream: string): ProvinceRef | null {
  const [, set, code] = /^plan-KCDP-\d{4}-(vn63|vn34)\.(\d{2})$/.exec(stream) ?? [];
  return set === undefined || code === undefined ? null : { set: set as ProvinceRef['set'], code };
}

export const planKind = { decider: plan, upcasters: planUpcasters, asked: withoutFacts, provinceOf: provinceOfPlan };
export const contractKind = { decider: contract, upcasters: contractUpcasters, asked: withoutFacts };
export const rulebookKind = { decider: rulebook, upcasters: rulebookUpcasters };
export const importKind = { decider: registerImport, upcasters: importUpcasters };
export const calendarKind = { decider: calendar, upcasters: calendarUpcasters };

export const deliveryKind = {
  decider: delivery,
  upcasters: reminderUpcasters,
  begins: ({ type }: DeliveryCommand) => type === 'ClaimDelivery',
};
export const stepKind = { decider: reminderStep, upcasters: reminderUpcasters, begins: ({ type }: ClaimStep) => type === 'ClaimStep' };
export const controlKind = { decider: reminderControl, upcasters: reminderUpcasters };

/** The secret of a feed is made anew for each request and answered once: a repeat is known without it, and gets none. */
function withoutSecret(command: ContactCommand): object {
  if (command.type !== 'OpenFeed') return command;
  const { secretSha256: _made, ...asked } = command;
  return asked;
}

export const contactKind: StreamKind<ContactCommand, ContactState, ContactEvent> = {
  decider: contact,
  upcasters: contactUpcasters,
  asked: withoutSecret,
};
