/** What keeps the record in order. Nothing recorded is edited: a correction is an event of its own, with its reason. */
import { definitionOf, definitions, isDefinition } from '#reference/definitions/definitions';
import { Refusal, type RefusedBy } from '../refusal.ts';
import { act, type ProjectAsked, refuseBlank } from './act.ts';
import { ACT_OF, DUTY_OF } from './case-file.ts';
import { OPEN } from './dossier.acts.ts';
import { refuseUnlessMay } from './frame.ts';
import { refuseConflict } from './segregation.ts';
import type { Details, ProjectEvent } from './project.events.ts';
import type { In, Status } from './project.state.ts';

export type AddNote = ProjectAsked & {
  readonly type: 'AddNote';
  /** `record`, a criterion, an item, an obstacle, a line of the estimate. */ readonly about: string;
  readonly text: string;
  readonly audience: 'internal' | 'shared';
};
export type HandOverProject = ProjectAsked & { readonly type: 'HandOverProject'; readonly to: string; readonly reason: string };
export type CorrectDetails = ProjectAsked & { readonly type: 'CorrectDetails'; readonly details: Details; readonly reason: string };
export type ReverseAct = ProjectAsked & {
  readonly type: 'ReverseAct';
  /** Of the event whose effect is to end: the project's last act. */ readonly revision: number;
  readonly reason: string;
};
export type MoveToDefinition = ProjectAsked & { readonly type: 'MoveToDefinition'; readonly to: string; readonly legalBasis: string };

const CORRECTION: RefusedBy = { rule: 'corrections', legalBasis: 'Tiendo: a correction is an event of its own', status: 'unverified' };

type Kept = Exclude<Status, 'absent' | 'kept-for-later' | 'not-eligible'>;
const KEPT: readonly Kept[] = [...OPEN, 'settled', 'rejected', 'not-in-plan', 'withdrawn'];

export const addNote = act<AddNote, Kept>({
  from: KEPT,
  decide({ about, text, audience }) {
    refuseBlank({ about, text });
    return [{ type: 'NoteAdded', data: { about, text, audience } }];
  },
});

export const handOverProject = act<HandOverProject, (typeof OPEN)[number]>({
  from: OPEN,
  holds: ({ to }, state) => state.status !== 'absent' && state.file.officer === to,
  decide({ to, reason }, state) {
    refuseBlank({ to, reason });
    return [{ type: 'HandedOver', data: { from: state.file.officer, to, reason, openWork: openWorkOf(state) } }];
  },
});

/** What whoever takes over finds open, by name. */
function openWorkOf(state: In<(typeof OPEN)[number]>): readonly string[] {
  const work = state.file.obstacles.map(({ obstacle }) => `obstacle ${obstacle}`);
  if (state.status === 'returned') work.push(...state.items.map((item) => `item ${item}`));
  if ('approval' in state) {
    if (state.request !== null) work.push(`advance ${state.request.tranche}`);
    if (state.adjustment !== null) work.push(`adjustment ${state.adjustment.adjustment}`);
    work.push(...state.reopened.map((criterion) => `criterion ${criterion}`));
  }
  return work;
}

export const correctDetails = act<CorrectDetails, (typeof OPEN)[number] | 'settled'>({
  from: [...OPEN, 'settled'],
  decide({ details, reason }, state) {
    refuseBlank({ reason, ...textsOf(details) });
    const now: Details = {
      commune: state.need.commune,
      beneficiaryName: state.need.beneficiary.name,
      taxCode: state.need.beneficiary.taxCode,
      ...('draft' in state ? { title: state.draft.title, implementingUnit: state.draft.implementingUnit } : {}),
    };
    const fields = (Object.keys(details) as (keyof Details)[]).filter(
      (field) => details[field] !== undefined && details[field] !== now[field],
    );
    if (fields.length === 0) throw new Refusal('nothing-changes', {}, CORRECTION);
    const stray = fields.find((field) => !(field in now));
    if (stray !== undefined) throw new Refusal('unknown-name', { field: stray, given: stray, known: Object.keys(now) }, CORRECTION);
    const pick = (from: Details): Details => Object.fromEntries(fields.map((field) => [field, from[field]]));
    return [{ type: 'DetailsCorrected', data: { details: pick(details), before: pick(now), reason } }];
  },
});

const textsOf = (details: Details): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(details).flatMap(([field, text]) => (typeof text === 'string' ? [[field, text]] : [])));

type Reversed = Exclude<Kept, 'surveyed' | 'draft' | 'returned' | 'proposed' | 'settled' | 'withdrawn'>;

export const reverseAct = act<ReverseAct, Reversed>({
  from: [
    'registered',
    'base-passed',
    'submitted',
    'final-passed',
    'rejected',
    'not-in-plan',
    'in-plan',
    'contracted',
    'executing',
    'accepted',
    'liquidated',
    'stopped',
  ],
  ready(asker, { file, ...state }, { rules }) {
    if (file.last === null) throw new Refusal('nothing-to-do', { command: 'ReverseAct' }, CORRECTION);
    refuseUnlessMay(ACT_OF[file.last.type] ?? '', asker, { file, ...state } as In<Reversed>);
    const duty = DUTY_OF[file.last.type as ProjectEvent['type']];
    if (duty !== undefined && asker.attested === undefined) refuseConflict(rules, duty, asker, file.hands);
  },
  decide({ revision, reason }, { file }) {
    refuseBlank({ reason });
    const { last } = file;
    if (last === null || last.revision !== revision)
      throw new Refusal('not-the-last-act', { revision, last: last?.revision ?? null }, CORRECTION);
    const { type: reversed, amount, tranche, before } = last;
    return [{ type: 'ActReversed', data: { revision, reversed, reason, amount, tranche, status: before.status } }];
  },
});

export const moveToDefinition = act<MoveToDefinition, (typeof OPEN)[number]>({
  from: OPEN,
  holds: ({ to }, state) => state.status !== 'absent' && state.file.definition === to,
  decide({ to, legalBasis }, state) {
    refuseBlank({ legalBasis });
    const { definition: from } = state.file;
    if (!isDefinition(to) || definitionOf(to).programme !== state.need.source) {
      const known = definitions.filter(({ programme }) => programme === state.need.source).map(({ id }) => id);
      throw new Refusal('unknown-name', { field: 'to', given: to, known });
    }
    return [{ type: 'MovedToDefinition', data: { from, to, legalBasis } }];
  },
});
