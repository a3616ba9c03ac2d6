import type { ProjectEvent } from '#lifecycle/project/project.events';
import { carryingOutSentences } from './sentences/carrying-out.ts';
import { clockSentences } from './sentences/clock.ts';
import { closingSentences } from './sentences/closing.ts';
import { declinedSentences } from './sentences/declined.ts';
import { fundingSentences } from './sentences/funding.ts';
import { proposalSentences } from './sentences/proposal.ts';
import type { Sentences, Told } from './sentences/told.ts';

/** A new event type does not compile until it has its sentence. */
const SENTENCES: Sentences = {
  ...proposalSentences,
  ...fundingSentences,
  ...carryingOutSentences,
  ...closingSentences,
  ...clockSentences,
  ...declinedSentences,
};

export const tell = ({ type, data }: ProjectEvent): Told => (SENTENCES[type] as (data: ProjectEvent['data']) => Told)(data);
