/** Hội đồng thẩm định: optional at both levels (TT 36/2013 art. 8(1)(2)). Once convened, a pass needs its majority. */
import type { Context } from '../context.ts';
import { exceedsPercent } from '../money.ts';
import { councilRuleOn } from '../procedure-rules.ts';
import { Refusal, type RefusedBy } from '../refusal.ts';
import { refusedBy } from '../rules.ts';
import { act, type Asker, type ProjectAsked, refuseTwice } from './act.ts';
import { refuseUnlessMay } from './frame.ts';
import type { AppraisalLevel, CouncilMember } from './project.events.ts';
import type { Council, In } from './project.state.ts';
import { refuseConflict } from './segregation.ts';

export type ConveneCouncil = ProjectAsked & {
  readonly type: 'ConveneCouncil';
  readonly meetingOn: string;
  readonly members: readonly CouncilMember[];
};
export type CastVote = ProjectAsked & {
  readonly type: 'CastVote';
  readonly vote: 'for' | 'against' | 'abstain';
  readonly reason: string | null;
};

const ART_8: RefusedBy = { rule: 'appraisal-council', legalBasis: 'TT 36/2013/TT-BCT, art. 8', status: 'verified' };

type Appraising = In<'registered' | 'base-passed' | 'submitted'>;

/** Whose the dossier is to appraise: the Sở's until it submits it (TT 36/2013 art. 8). */
export const levelOf = ({ status }: { readonly status: string }): AppraisalLevel =>
  status === 'registered' || status === 'base-passed' ? 'base' : 'final';

/** @throws Refusal `not-your-role`: the asker does not appraise at this level */
export const refuseOtherLevel = (asker: Asker, state: Appraising): void =>
  refuseUnlessMay(levelOf(state) === 'base' ? 'ConcludeBaseAppraisal' : 'ConcludeFinalAppraisal', asker, state);

export const conveneCouncil = act<ConveneCouncil, 'registered' | 'submitted'>({
  from: ['registered', 'submitted'],
  ready(asker, state) {
    refuseOtherLevel(asker, state);
    const council = state.councils[levelOf(state)];
    if (council !== null && council.votes.length > 0)
      throw new Refusal('already-done', { command: 'ConveneCouncil', on: council.meetingOn }, ART_8);
  },
  decide({ meetingOn, members, occurredOn }, state, { rules }) {
    if (meetingOn < occurredOn) throw new Refusal('date-order', { field: 'meetingOn', meetingOn, occurredOn });
    const people = members.map(({ person }) => person);
    refuseTwice('members', people);
    const chairs = members.filter(({ seat }) => seat === 'chair').length;
    const rule = councilRuleOn(rules, occurredOn);
    const least = rule?.membersMin ?? 1;
    if (members.length < least || chairs !== 1)
      throw new Refusal('council-members', { members: members.length, chairs, least }, rule === undefined ? ART_8 : refusedBy(rule));
    for (const person of people) refuseConflict(rules, 'appraise', { actor: person, occurredOn }, state.file.hands);
    return [{ type: 'CouncilConvened', data: { level: levelOf(state), meetingOn, members } }];
  },
});

export const castVote = act<CastVote, 'registered' | 'submitted'>({
  from: ['registered', 'submitted'],
  ready({ actor, occurredOn }, state) {
    const council = state.councils[levelOf(state)];
    if (council === null) throw new Refusal('nothing-to-do', { command: 'CastVote' }, ART_8);
    if (!council.members.some(({ person }) => person === actor)) throw new Refusal('not-on-council', { person: actor }, ART_8);
    if (occurredOn < council.meetingOn) throw new Refusal('date-order', { field: 'occurredOn', occurredOn, since: council.meetingOn });
  },
  decide({ vote, reason, actor: member }, state) {
    if (vote === 'against' && (reason ?? '').trim() === '') throw new Refusal('blank', { field: 'reason' });
    return [{ type: 'VoteCast', data: { level: levelOf(state), member, vote, reason } }];
  },
});

/**
 * No article says how a council decides: the rule book's row does.
 * @throws Refusal `council-majority`: the council was convened and has not voted for it
 */
export function refuseWithoutMajority(council: Council | null, { rules }: Context, day: string): void {
  const rule = councilRuleOn(rules, day);
  if (council === null || rule === undefined) return;
  const inFavour = council.votes.filter(({ vote }) => vote === 'for').length;
  const { length: members } = council.members;
  const { majorityOverPercent: over } = rule;
  if (!exceedsPercent(inFavour, over, members))
    throw new Refusal('council-majority', { inFavour, members, votes: council.votes.length, over }, refusedBy(rule));
}
