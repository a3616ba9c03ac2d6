import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { ProjectRecord, Timeline } from '#contracts/projects';
import { projectRecord } from '#read-models/record/project-record';
import { timeline } from '#read-models/record/timeline';
import { idOf } from '#read-models/projects/list-projects';
import { delayedOf } from '#reports/delayed-report';
import type { Moment } from '../asked/moment.dto.ts';
import { Storage } from '../storage/storage.ts';

/** Null: no such project, or none yet at that moment. */
export class AskRecord extends Query<ProjectRecord | null> {
  constructor(
    readonly idOrCode: string,
    readonly moment: Moment,
  ) {
    super();
  }
}

@QueryHandler(AskRecord)
export class AskRecordHandler implements IQueryHandler<AskRecord> {
  constructor(private readonly storage: Storage) {}

  async execute({ idOrCode, moment }: AskRecord): Promise<ProjectRecord | null> {
    const { db, log } = this.storage;
    return projectRecord({ db, log }, this.storage.projectIdOf(idOrCode), moment, this.#obligations(idOrCode, moment));
  }

  #obligations(idOrCode: string, moment: Moment): ProjectRecord['obligations'] {
    return this.storage.read(({ db, ledger }) => {
      const rows = delayedOf(ledger, idOf(db, idOrCode) ?? '', moment);
      return rows.map(({ obligation, state, due, days, vnd, whoCanAct, rule }) => ({ obligation, state, due, days, vnd, whoCanAct, rule }));
    });
  }
}

export class AskTimeline extends Query<Timeline | null> {
  constructor(
    readonly idOrCode: string,
    readonly moment: Moment,
  ) {
    super();
  }
}

@QueryHandler(AskTimeline)
export class AskTimelineHandler implements IQueryHandler<AskTimeline> {
  constructor(private readonly storage: Storage) {}

  async execute({ idOrCode, moment }: AskTimeline): Promise<Timeline | null> {
    const { db, log } = this.storage;
    return timeline({ db, log }, this.storage.projectIdOf(idOrCode), moment);
  }
}
