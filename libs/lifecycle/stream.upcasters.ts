import { calendarUpcasters } from './calendar/calendar.upcasters.ts';
import { contactUpcasters } from './contact/contact.upcasters.ts';
import { contractUpcasters } from './contract/contract.upcasters.ts';
import { importUpcasters } from './import/import.upcasters.ts';
import { planUpcasters } from './plan/plan.upcasters.ts';
import { projectUpcasters } from './project/project.upcasters.ts';
import { rulebookUpcasters } from './rulebook/rulebook.upcasters.ts';
import type { Upcasters } from './upcast.ts';

/** Every event that this build can read, by the first word of the stream's name. */
export const streamUpcasters: Readonly<Record<string, Upcasters>> = {
  project: projectUpcasters,
  plan: planUpcasters,
  contract: contractUpcasters,
  import: importUpcasters,
  rules: rulebookUpcasters,
  calendar: calendarUpcasters,
  access: contactUpcasters,
};
