import type { DatabaseSync } from 'node:sqlite';
import type { Page, SuppressedStep, Suppression } from '#contracts/reminders';
import { statementOf } from '#read-models/kept-statements';
import type { Grounds } from '../clock-model/grounds.ts';
import type { Projects } from '../clock-model/projects.ts';
import { openOf } from '../due-rows.ts';
import { given, type PageAsked, type ReminderFilter } from './deliveries.ts';
import { dueStep, OwedOn } from './due-step.ts';
import { decidedBy, recipientOf } from './people.ts';

/** Steps whose day has come and that are not sent, each with the reason: as the last sweep that looked at them found. */
export function suppressedSteps(
  db: DatabaseSync,
  { grounds, projects }: { readonly grounds: Grounds; readonly projects: Projects },
  { after, limit, project: only, person, kind, from: dueFrom, to: dueTo }: PageAsked & ReminderFilter,
): Page<SuppressedStep> {
  const from = after === undefined ? [0, '', '', ''] : (JSON.parse(after) as [number, string, string, string]);
  const filter = given([
    ['p.id = ?', only],
    ['s.recipient = ?', person],
    ["(s.key || ':') LIKE (? || ':%')", kind],
    ['s.due >= ?', dueFrom],
    ['s.due <= ?', dueTo],
  ]);
  const rows = statementOf(
    db,
    `SELECT s.*, p.id FROM clock_suppressed s JOIN clock_project p ON p.n = s.project
     WHERE (s.project, s.key, s.recipient, s.audience) > (?, ?, ?, ?) ${filter.map(([where]) => `AND ${where}`).join(' ')}
     ORDER BY s.project, s.key, s.recipient, s.audience LIMIT ?`,
  ).all(...from, ...filter.map(([, value]) => value), limit);
  const owedOn = new OwedOn(projects, grounds.today);
  const found = rows.flatMap((row): readonly SuppressedStep[] => {
    const open = openOf(db, grounds, String(row['id'])).find(({ obligation }) => obligation === row['key']);
    const owed = open === undefined ? null : owedOn.of(open, open.ladder);
    const step = open?.steps.find((one) => one.step === row['step']);
    if (open === undefined || owed === null || step === undefined) return [];
    const recipient = String(row['recipient']) || null;
    const why = row['why'] as Suppression;
    const item = dueStep(owed, { ...step, late: step.on < grounds.today, skipped: [] });
    const audience = String(row['audience']) || null;
    const { project, obligation, kind } = open;
    const decided = decidedBy(grounds, why, { project, obligation, kind, recipient });
    return [{ item, recipient: recipient === null ? null : recipientOf(grounds, recipient), audience, why, decided }];
  });
  const last = rows.at(-1);
  const next =
    last === undefined || rows.length < limit ? null : JSON.stringify([last['project'], last['key'], last['recipient'], last['audience']]);
  return { rows: found, next };
}
