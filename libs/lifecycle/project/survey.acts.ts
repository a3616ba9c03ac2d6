/** Khảo sát, đánh giá nhu cầu: what opens a project, and whether the law supports such a place and trade at all. */
import { definitionOn, firstOf } from '#reference/definitions/definitions';
import { type Area, areas } from '#reference/rules/eligibility';
import type { Rule } from '#reference/rules/rule';
import type { RuleBook } from '../context.ts';
import { type Eligible, eligiblePlace, eligibleTrade } from '../procedure-rules.ts';
import { Refusal, type RefusedBy } from '../refusal.ts';
import { refusedBy } from '../rules.ts';
import { act, attestation, type ProjectAsked, refuseAmount, refuseBlank } from './act.ts';
import type { Need, Survey } from './project.events.ts';

export type SurveyNeed = ProjectAsked &
  Survey & { readonly type: 'SurveyNeed'; readonly need: Need } & (
    | { readonly outcome: 'recorded' | 'kept-for-later' }
    | { readonly outcome: 'not-eligible'; readonly reason: string; readonly cause?: string }
  );

export const surveyNeed = act<SurveyNeed, 'absent' | 'kept-for-later'>({
  from: ['absent', 'kept-for-later'],
  decide(command, state, { rules }) {
    const { need: asked, survey } = command;
    refuseBlank({ code: asked.code, commune: asked.commune, content: asked.content, beneficiary: asked.beneficiary.name });
    if (survey !== undefined) refuseSurvey(command, survey, rules);
    if (state.status !== 'absent') refuseAnotherNeed(asked, state.need);
    const graph = state.status === 'absent' ? definitionOn(asked.source, command.occurredOn).id : state.file.definition;
    const { definition: _given, ...rest } = asked;
    // The first graph of a programme need not be named: logs of 0.1.0 do not.
    const definition = graph === firstOf(asked.source).id ? {} : { definition: graph };
    const need = { ...rest, ...definition, ...(survey === undefined ? {} : { survey }) };
    if (command.outcome === 'not-eligible') {
      refuseBlank({ reason: command.reason });
      const cause = command.cause === undefined ? {} : { cause: command.cause };
      return [{ type: 'NeedFoundNotEligible', data: { ...need, reason: command.reason, ...cause, ...attestation(command) } }];
    }
    return [{ type: 'NeedSurveyed', data: { ...need, outcome: command.outcome, ...attestation(command) } }];
  },
});

/** A need that was kept for later is taken up as itself. @throws Refusal `unknown-name` */
function refuseAnotherNeed(asked: Need, kept: Need): void {
  for (const field of ['code', 'source'] as const)
    if (asked[field] !== kept[field]) throw new Refusal('unknown-name', { field, given: asked[field], known: [kept[field]] });
}

/** Cleaner production is supported for establishments of any size and place: TT 46/2012 art. 3(2). */
const ANYWHERE: ReadonlySet<string> = new Set(['ND3c']);

/** @throws Refusal `amount`, `unknown-name`; of a need that is recorded `not-eligible`, by the rules of the survey's day */
function refuseSurvey(
  { outcome, occurredOn, need: { content } }: SurveyNeed,
  { place, trade, ownMoney }: NonNullable<Survey['survey']>,
  rules: RuleBook,
): void {
  refuseAmount('ownMoney', ownMoney, 'zero');
  if (!isArea(place)) throw new Refusal('unknown-name', { field: 'survey/place', given: place, known: Object.keys(areas) });
  const trades = [...new Set(rules.tradeRules.map((row) => row.trade))];
  if (!trades.includes(trade)) throw new Refusal('unknown-name', { field: 'survey/trade', given: trade, known: trades });
  if (outcome !== 'recorded') return;
  if (!ANYWHERE.has(content))
    refuseUnlessEligible({ field: 'place', surveyed: place, day: occurredOn }, eligiblePlace(rules, [place], occurredOn), PLACES);
  refuseUnlessEligible({ field: 'trade', surveyed: trade, day: occurredOn }, eligibleTrade(rules, trade, occurredOn), TRADES);
}

const isArea = (place: string): place is Area => Object.hasOwn(areas, place);

const PLACES: RefusedBy = { rule: 'eligible-place', legalBasis: 'NĐ 45/2012/NĐ-CP, art. 1(2)a', status: 'verified' };
const TRADES: RefusedBy = { rule: 'eligible-trade', legalBasis: 'NĐ 45/2012/NĐ-CP, art. 5', status: 'verified' };

type Asked = { readonly field: 'place' | 'trade'; readonly surveyed: string; readonly day: string };

/** Where no rule of the day is known nothing is refused. `text`: what is cited when no row names the thing at all. */
function refuseUnlessEligible(asked: Asked, found: Eligible<Rule> | undefined, text: RefusedBy): void {
  if (found === undefined || found.eligible) return;
  throw new Refusal('not-eligible', asked, found.rule === undefined ? text : refusedBy(found.rule));
}
