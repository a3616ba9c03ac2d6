/** Which contents of the appraisal stand on which field: what a later change takes the ground from is assessed again, and nothing else. */
import type { Change, Criterion, Draft } from './project.events.ts';

const FIELDS: { readonly [Field in keyof Draft]-?: readonly Criterion[] } = {
  title: [],
  note: [],
  implementingUnit: ['capability'],
  coordinatingUnit: ['capability'],
  beneficiary: ['principles', 'capability'],
  totalCost: ['aims-and-money'],
  supportRequested: ['aims-and-money'],
  counterpart: ['aims-and-money'],
  estimate: ['aims-and-money'],
  output: ['aims-and-money'],
  kind: ['principles', 'aims-and-money'],
  variant: ['principles', 'aims-and-money'],
  contents: ['principles', 'aims-and-money'],
  needBasis: ['aims-and-money'],
  aims: ['aims-and-money'],
  scale: ['aims-and-money'],
  effect: ['aims-and-money'],
  schedule: ['capability'],
  organisation: ['capability'],
  serials: ['combination'],
  noDoubleSupport: ['combination'],
  ownMoneyCommitted: ['aims-and-money'],
};

const CHANGES: { readonly [Field in keyof Change]-?: readonly Criterion[] } = {
  support: ['aims-and-money'],
  totalCost: ['aims-and-money'],
  content: ['principles', 'aims-and-money'],
  commune: ['principles'],
  beneficiary: ['principles', 'capability'],
  coordinatingUnit: ['capability'],
  endsOn: [],
  planned: ['aims-and-money'],
};

/** Contents of the appraisal that a changed draft re-opens; a dossier that changed at all is looked through again. */
export function touchedBy(before: Draft, after: Draft): readonly Criterion[] {
  const changed = (Object.keys(FIELDS) as (keyof Draft)[]).filter(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  );
  const touched = changed.flatMap((field) => FIELDS[field]);
  return changed.length === 0 ? [] : [...new Set<Criterion>([...touched, 'dossier'])];
}

/** Contents of the appraisal that an approved adjustment re-opens. A lower support alone re-opens nothing: it cannot be too much. */
export function reopenedBy(change: Change, supportBefore: number): readonly Criterion[] {
  const fields = (Object.keys(change) as (keyof Change)[]).filter(
    (field) => change[field] !== undefined && !(field === 'support' && (change.support ?? 0) <= supportBefore),
  );
  return [...new Set(fields.flatMap((field) => CHANGES[field]))];
}
