/** Codes, days and instants as a reader of the terminal knows them. `--json` has them as they are stored. */
import { HOLDERS } from '#contracts/holders';
import type { Holder } from '#contracts/record-parts';
import type { Stage } from '#contracts/figures';
import { stages } from '#reference/definitions/stages';
import { instantText } from '#reports/printed-dates';
import type { Terminal } from './terminal.ts';

type Reader = Pick<Terminal, 'language' | 'say'>;

export const holderText = (holder: Holder, terminal: Reader): string => terminal.say(HOLDERS[holder]);

/** Null: nothing of the project had happened, or was known, yet. */
export const stageText = (stage: Stage | null, terminal: Reader): string => (stage === null ? '–' : terminal.say(stages[stage]));

/** Whole đồng or a count, grouped as the language does it. */
export const amount = (value: number, { language }: Pick<Terminal, 'language'>): string =>
  String(value).replace(/\B(?=(\d{3})+$)/g, language === 'vi' ? '.' : ',');

/** With its sign, plus too. */
export const signed = (value: number, terminal: Pick<Terminal, 'language'>): string => `${value > 0 ? '+' : ''}${amount(value, terminal)}`;

/** The day of a UTC instant in Vietnam. */
export const instantDay = (instant: string): string => instantText(instant).slice(0, 10);
