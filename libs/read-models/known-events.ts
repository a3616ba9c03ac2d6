import { calendarUpcasters } from '#lifecycle/calendar/calendar.upcasters';
import { contactUpcasters } from '#lifecycle/contact/contact.upcasters';
import { contractUpcasters } from '#lifecycle/contract/contract.upcasters';
import { planUpcasters } from '#lifecycle/plan/plan.upcasters';
import { projectUpcasters } from '#lifecycle/project/project.upcasters';
import { reminderUpcasters } from '#lifecycle/reminder/reminder.upcasters';
import { rulebookUpcasters } from '#lifecycle/rulebook/rulebook.upcasters';
import { type Upcasters, versionOf } from '#lifecycle/upcast';

export interface KnownType {
  readonly category: string;
  /** The newest version that this build reads. */
  readonly version: number;
  readonly upcasters: Upcasters;
}

const categories: readonly (readonly [category: string, upcasters: Upcasters])[] = [
  ['project', projectUpcasters],
  ['plan', planUpcasters],
  ['contract', contractUpcasters],
  ['calendar', calendarUpcasters],
  ['access', contactUpcasters],
  ['rules', rulebookUpcasters],
  ['reminder', reminderUpcasters],
];

/** What this build can read. A category that is not here (imports, seals …) is nobody's business in any model. */
export const knownTypes: ReadonlyMap<string, KnownType> = new Map(
  categories.flatMap(([category, upcasters]) =>
    Object.keys(upcasters).map((type) => [type, { category, version: versionOf(upcasters, type), upcasters }] as const),
  ),
);

export const projectTypes: ReadonlySet<string> = new Set(Object.keys(projectUpcasters));

const knownCategories = new Set(categories.map(([category]) => category));

export const categoryOf = (stream: string): string => stream.slice(0, stream.indexOf('-'));

export const isKnownCategory = (category: string): boolean => knownCategories.has(category);
