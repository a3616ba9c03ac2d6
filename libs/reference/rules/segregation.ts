import type { Duty } from '../definitions/definition.ts';
import type { Rule } from './rule.ts';

/** Two duties that one person may not both do for the same project, in whichever order. */
export interface Segregation extends Rule {
  readonly one: Duty;
  readonly other: Duty;
}

const row = (one: Duty, other: Duty, note: string): Segregation => ({
  id: `segregation-${one}-${other}`,
  one,
  other,
  from: '1900-01-01',
  to: null,
  instrument: 'Tiendo',
  article: 'configurable: segregation of duties',
  status: 'unverified',
  note,
});

export const segregation: readonly Segregation[] = [
  row('propose', 'appraise', 'Who proposed may not appraise.'),
  row('appraise', 'approve', 'Who appraised may not approve.'),
  row('approve', 'pay', 'Who approved may not pay.'),
  row('approve', 'settle', 'Who approved may not settle.'),
  row('propose', 'accept', 'The implementing unit may not sign its own acceptance.'),
  row('request', 'confirm', 'Who requests an advance may not confirm the volume: the Sở does (TT 36/2013 art. 21(4)).'),
];
