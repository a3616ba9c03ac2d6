import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { eventId } from '#commands/event-id';
import type { CausationChain } from '#contracts/causation';
import { chainOfEvent, effectsOfCommand, eventById } from '#read-models/causation/causation';
import { chainsOfProject } from '#read-models/causation/project-chain';
import { within } from '#read-models/record/moment';
import type { Sees } from '#read-models/record/project-events';
import { toldToProject } from '#read-models/record/timeline';
import type { Moment } from '../asked/moment.dto.ts';
import { RequestProblem } from '../problems/request-problem.ts';
import { Storage } from '../storage/storage.ts';

/** Null: no such project, or none yet at that moment. */
export class AskProjectCausation extends Query<CausationChain | null> {
  constructor(
    readonly idOrCode: string,
    readonly asked: { readonly moment: Moment; readonly event: string | null },
    readonly sees: Sees,
  ) {
    super();
  }
}

@QueryHandler(AskProjectCausation)
export class AskProjectCausationHandler implements IQueryHandler<AskProjectCausation> {
  constructor(private readonly storage: Storage) {}

  /** @throws RequestProblem `event-not-found`: the project's timeline does not hold it */
  async execute({ idOrCode, asked: { moment, event }, sees }: AskProjectCausation): Promise<CausationChain | null> {
    const { db, log } = this.storage;
    const id = this.storage.projectIdOf(idOrCode);
    if (event === null) return chainsOfProject({ db, log }, id, moment, sees);
    const told = await toldToProject({ db, log }, id, moment, sees);
    if (told === null) return null;
    const found = told.find((one) => one.id === event);
    if (found === undefined) throw new RequestProblem('event-not-found', { facts: { event } });
    const counts = within(moment);
    return chainOfEvent({ db, log }, found, { about: id, sees: (one) => sees(one) && counts(one.meta) });
  }
}

export class AskCausation extends Query<CausationChain> {
  constructor(
    readonly asked: { readonly kind: 'event' | 'command'; readonly id: string },
    readonly sees: Sees,
  ) {
    super();
  }
}

@QueryHandler(AskCausation)
export class AskCausationHandler implements IQueryHandler<AskCausation> {
  constructor(private readonly storage: Storage) {}

  /** @throws RequestProblem `event-not-found`, `command-not-found`: none that the caller may know of, or not in the read models yet */
  async execute({ asked: { kind, id }, sees }: AskCausation): Promise<CausationChain> {
    const { db, log } = this.storage;
    const event = await eventById({ db, log }, kind === 'event' ? id : eventId(id, 0));
    const reader = { about: null, sees };
    const chain = event === null ? null : await (kind === 'event' ? chainOfEvent : effectsOfCommand)({ db, log }, event, reader);
    if (chain === null) throw new RequestProblem(kind === 'event' ? 'event-not-found' : 'command-not-found', { facts: { [kind]: id } });
    return chain;
  }
}
