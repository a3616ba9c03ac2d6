/** The stage graphs of both programmes, every version that a project may still be on. */
import type { Source } from '../province-ref.ts';
import type { Definition } from './definition.ts';
import { stages } from './stages.ts';
import { transitionsOf } from './transitions.ts';

/** KCQG: the Cục appraises and manages, the Minister approves (TT 36/2013/TT-BCT art. 6 to 8, 12; NĐ 45/2012/NĐ-CP art. 2(2)). */
const national = transitionsOf({
  proposer: ['centre-officer', 'regional-centre-officer'],
  base: ['appraisal-officer', 'department-leader'],
  final: ['agency-officer', 'agency-leader'],
  submitter: ['agency-officer', 'agency-leader'],
  approver: ['ministry-leader'],
  manager: ['agency-officer', 'agency-leader'],
  accountant: ['agency-accountant'],
});

/** KCĐP: the Sở appraises and manages, the province's Chairman approves; each province sets its own process (TT 46/2012/TT-BCT art. 8(3)b). */
const local = transitionsOf({
  proposer: ['centre-officer'],
  base: ['appraisal-officer', 'department-leader'],
  final: ['appraisal-officer', 'department-leader'],
  submitter: ['department-leader'],
  approver: ['province-leader'],
  manager: ['department-leader'],
  accountant: ['department-accountant'],
});

export const definitions: readonly Definition[] = [
  {
    id: 'KCQG-1',
    programme: 'KCQG',
    version: 1,
    from: '1900-01-01',
    basis: { instrument: 'TT 36/2013/TT-BCT', article: 'art. 6 to 23', status: 'verified' },
    stages,
    transitions: national,
  },
  {
    id: 'KCDP-1',
    programme: 'KCDP',
    version: 1,
    from: '1900-01-01',
    basis: { instrument: 'TT 46/2012/TT-BCT', article: 'art. 8(3)b', status: 'verified' },
    stages,
    transitions: local,
  },
];

const byId = new Map(definitions.map((definition) => [definition.id, definition]));

/** @throws RangeError no such definition */
export function definitionOf(id: string): Definition {
  const definition = byId.get(id);
  if (definition === undefined) throw new RangeError(`no stage graph ${id}`);
  return definition;
}

export const isDefinition = (id: string): boolean => byId.has(id);

const FIRST: Readonly<Record<Source, Definition>> = { KCQG: definitionOf('KCQG-1'), KCDP: definitionOf('KCDP-1') };

/** The first graph of a programme: that of every project whose survey names none, as in logs of 0.1.0. */
export const firstOf = (programme: Source): Definition => FIRST[programme];

/** The graph that a project surveyed on a day takes: the newest that holds then, the first before any. */
export const definitionOn = (programme: Source, day: string): Definition =>
  definitions
    .filter((one) => one.programme === programme && one.from <= day)
    .reduce((newest, one) => (one.version > newest.version ? one : newest), firstOf(programme));
