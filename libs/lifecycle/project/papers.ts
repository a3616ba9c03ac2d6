/** Which papers an act still lacks, by the dossier rows in force. */
import type { Context } from '../context.ts';
import { Refusal } from '../refusal.ts';
import { papersFor, refusedBy } from '../rules.ts';
import type { Asker } from './act.ts';
import { type Project, rulesDayOf } from './project.state.ts';

/** An act, what is true of the case that the rows may ask for, and papers that the act or a later one is itself. */
type Needing = string | { readonly name: string; readonly facts?: readonly string[]; readonly given?: readonly string[] };
type WithDraft = Extract<Project, { readonly draft: object }>;

/** @throws Refusal `dossier-incomplete` with every kind of document that is missing and the article that asks for it */
export function refuseMissingPapers(act: Needing, asker: Asker, project: WithDraft, { rules }: Context): void {
  const { name, facts = [], given = [] } = typeof act === 'string' ? { name: act } : act;
  if (asker.attested !== undefined) return;
  const day = rulesDayOf(project, asker.occurredOn);
  const rows = papersFor(
    rules,
    { act: name, source: project.need.source, province: project.need.province, content: project.need.content, draft: project.draft, facts },
    day,
  );
  const there = new Set([...project.file.documents.map(({ kind }) => kind), ...given]);
  const missing = rows.filter(({ document }) => !there.has(document));
  const [first] = missing;
  if (first !== undefined)
    throw new Refusal('dossier-incomplete', { missing: missing.map(({ document }) => document), act: name }, refusedBy(first));
}
