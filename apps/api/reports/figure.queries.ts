import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Explanation, FigureDifference } from '#contracts/explanations';
import { CursorExpired, CursorUnknown } from '#read-models/projects/cursor';
import { type DifferenceAsked, difference, openDifference } from '#reports/explain/difference';
import { explanation, type ExplanationAsked, openExplanation } from '#reports/explain/explain';
import { FigureScopeUnfit, UnknownFigure } from '#reports/explain/find-figure';
import type { Page } from '#reports/explain/page';
import { parameterProblem, RequestProblem } from '../problems/request-problem.ts';
import { Storage } from '../storage/storage.ts';

export class AskExplanation extends Query<Explanation> {
  constructor(
    readonly about: ExplanationAsked,
    readonly page: Page,
  ) {
    super();
  }
}

@QueryHandler(AskExplanation)
export class AskExplanationHandler implements IQueryHandler<AskExplanation> {
  constructor(private readonly storage: Storage) {}

  async execute({ about, page }: AskExplanation): Promise<Explanation> {
    return inTermsOfParameters(() => {
      const { opened, position } = this.storage.read(({ ledger, position }) => ({ opened: openExplanation(ledger, about), position }));
      return explanation(this.storage.log, opened, { asked: about.asked, page, position });
    });
  }
}

export class AskFigureDifference extends Query<FigureDifference> {
  constructor(
    readonly asked: DifferenceAsked,
    readonly page: Page,
  ) {
    super();
  }
}

@QueryHandler(AskFigureDifference)
export class AskFigureDifferenceHandler implements IQueryHandler<AskFigureDifference> {
  constructor(private readonly storage: Storage) {}

  async execute({ asked, page }: AskFigureDifference): Promise<FigureDifference> {
    return inTermsOfParameters(() => {
      const { opened, position } = this.storage.read(({ ledger, position }) => ({ opened: openDifference(ledger, asked), position }));
      return difference(this.storage.log, opened, { asked, page, position });
    });
  }
}

async function inTermsOfParameters<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof UnknownFigure) {
      const { path, nearest } = error;
      throw new RequestProblem('unknown-figure', { facts: { parameter: 'path', path, nearest } });
    }
    if (error instanceof FigureScopeUnfit) throw parameterProblem('bad-parameter', error.parameter, error.message);
    if (error instanceof CursorExpired) throw parameterProblem('cursor-expired', 'cursor');
    if (error instanceof CursorUnknown) throw parameterProblem('bad-cursor', 'cursor');
    throw error;
  }
}
