import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Source } from '#contracts/figures';
import type { ProjectPage } from '#contracts/projects';
import { lateProjects } from '#read-models/figures/obligations';
import { CursorExpired, CursorUnknown } from '#read-models/projects/cursor';
import { listProjects, type ProjectQuery } from '#read-models/projects/list-projects';
import type { Moment } from '../asked/moment.dto.ts';
import { parameterProblem } from '../problems/request-problem.ts';
import { Storage } from '../storage/storage.ts';

export class AskProjects extends Query<ProjectPage> {
  /** @param late only projects with an obligation that is late at this moment */
  constructor(
    readonly asked: Omit<ProjectQuery, 'numbers'>,
    readonly late: Moment | null,
  ) {
    super();
  }
}

@QueryHandler(AskProjects)
export class AskProjectsHandler implements IQueryHandler<AskProjects> {
  constructor(private readonly storage: Storage) {}

  async execute({ asked, late }: AskProjects): Promise<ProjectPage> {
    try {
      const numbers = late === null ? {} : { numbers: this.#lateAt(late, asked) };
      return listProjects(this.storage.db, { ...asked, ...numbers });
    } catch (error) {
      if (error instanceof CursorExpired) throw parameterProblem('cursor-expired', 'cursor');
      if (error instanceof CursorUnknown) throw parameterProblem('bad-cursor', 'cursor');
      throw error;
    }
  }

  #lateAt(
    moment: Moment,
    { year = null, source = null }: { readonly year?: number | null; readonly source?: Source | null },
  ): readonly number[] {
    return this.storage.read(({ ledger }) => lateProjects(ledger, { ...moment, year, source }));
  }
}
