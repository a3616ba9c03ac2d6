import type { RecordedEvent } from '#event-log/event-log';
import type { CalendarEvent } from '#lifecycle/calendar/calendar.events';
import { calendarUpcasters } from '#lifecycle/calendar/calendar.upcasters';
import type { ContactEvent } from '#lifecycle/contact/contact.events';
import { contactUpcasters } from '#lifecycle/contact/contact.upcasters';
import { type ContractEvent, projectStream } from '#lifecycle/contract/contract.events';
import { contractUpcasters } from '#lifecycle/contract/contract.upcasters';
import type { ImportEvent } from '#lifecycle/import/import.events';
import { importUpcasters } from '#lifecycle/import/import.upcasters';
import type { PlanEvent } from '#lifecycle/plan/plan.events';
import { planUpcasters } from '#lifecycle/plan/plan.upcasters';
import type { ProjectEvent } from '#lifecycle/project/project.events';
import { projectUpcasters } from '#lifecycle/project/project.upcasters';
import type { RulebookEvent } from '#lifecycle/rulebook/rulebook.events';
import { rulebookUpcasters } from '#lifecycle/rulebook/rulebook.upcasters';
import { upcast, type Upcasters } from '#lifecycle/upcast';
import { projectTypes } from '../known-events.ts';
import { toldOf } from './deciding-sentences.ts';
import { documentOf } from './documents.ts';
import { tell } from './sentences.ts';
import type { Told } from './sentences/told.ts';
import { tellWhole } from './whole-sentences.ts';

export const PROJECT = projectStream('');

export type AnyEvent = ProjectEvent | PlanEvent | ContractEvent | ImportEvent | RulebookEvent | CalendarEvent | ContactEvent;

const UPCASTERS: Upcasters = {
  ...{ ...projectUpcasters, ...planUpcasters, ...contractUpcasters },
  ...{ ...importUpcasters, ...rulebookUpcasters, ...calendarUpcasters, ...contactUpcasters },
};

/** In today's shape. @throws UnknownEvent an event of a newer build */
export const eventOf = ({ type, version, data }: RecordedEvent): AnyEvent => upcast<AnyEvent>(UPCASTERS, type, version, data);

/**
 * Any event as a sentence.
 * @param about the project for whose reader it is told; null, or one that it does not name: what it says as a whole
 * @throws UnknownEvent an event of a newer build
 */
export function toldEvent(recorded: RecordedEvent, about: string | null): Told & { readonly document: string | null } {
  const event = eventOf(recorded);
  return { ...sentenceOf(event, about), document: documentOf(event.data) };
}

function sentenceOf(event: AnyEvent, about: string | null): Told {
  if (isOfProject(event)) return tell(event);
  return (about !== null && isDeciding(event) ? toldOf(event, about) : null) ?? tellWhole(event);
}

const isOfProject = (event: AnyEvent): event is ProjectEvent => projectTypes.has(event.type);

const isDeciding = (event: Exclude<AnyEvent, ProjectEvent>): event is PlanEvent | ContractEvent =>
  event.type.startsWith('Plan') || event.type.startsWith('Contract');
