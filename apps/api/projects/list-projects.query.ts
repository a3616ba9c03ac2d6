import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { ProjectPage } from '#contracts/projects';
import { CursorExpired, CursorUnknown } from '#read-models/projects/cursor';
import { listProjects, type ProjectQuery } from '#read-models/projects/list-projects';
import { delayedReport } from '#reports/delayed-report';
import type { Moment } from '../asked/moment.dto.ts';
import { parameterProblem } from '../problems/request-problem.ts';
import { Storage } from '../storage/storage.ts';

export class AskProjects extends Query<ProjectPage> {
  /** @param late only projects with an obligation that is late at this moment */
  constructor(
    readonly asked: Omit<ProjectQuery, 'ids'>,
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
      const ids = late === null ? {} : { ids: this.#lateAt(late) };
      return listProjects(this.storage.db, { ...asked, ...ids });
    } catch (error) {
      if (error instanceof CursorExpired) throw parameterProblem('cursor-expired', 'cursor');
      if (error instanceof CursorUnknown) throw parameterProblem('bad-cursor', 'cursor');
      throw error;
    }
  }

  #lateAt(moment: Moment): readonly string[] {
    const { rows } = this.storage.read(({ ledger, position }) => delayedReport(ledger, { ...moment, position, state: 'late' }));
    return [...new Set(rows.map(({ projectId }) => projectId))];
  }
}
