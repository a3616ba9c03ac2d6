import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { knownCalendar } from '#commands/calendar/layers';
import type { RecordDifference } from '#contracts/difference';
import type { ProjectRecord } from '#contracts/projects';
import type { Timeline } from '#contracts/timeline';
import { lastAcceptanceOf } from '#read-models/figures/obligations';
import { type Due, projectRecord } from '#read-models/record/project-record';
import { CursorUnknown } from '#read-models/projects/cursor';
import { recordDifference } from '#read-models/record/difference';
import type { Sees } from '#read-models/record/project-events';
import { timeline, type TimelineAsked } from '#read-models/record/timeline';
import { idOf } from '#read-models/projects/list-projects';
import { delayedOf } from '#reports/delayed-report';
import type { Moment } from '../asked/moment.dto.ts';
import { parameterProblem } from '../problems/request-problem.ts';
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
    return projectRecord({ db, log }, this.storage.projectIdOf(idOrCode), moment, dueAt(this.storage, idOrCode, moment));
  }
}

export class AskTimeline extends Query<Timeline | null> {
  constructor(
    readonly idOrCode: string,
    readonly moment: Moment,
    readonly asked: TimelineAsked,
  ) {
    super();
  }
}

@QueryHandler(AskTimeline)
export class AskTimelineHandler implements IQueryHandler<AskTimeline> {
  constructor(private readonly storage: Storage) {}

  /** @throws RequestProblem `bad-cursor` */
  async execute({ idOrCode, moment, asked }: AskTimeline): Promise<Timeline | null> {
    const { db, log } = this.storage;
    try {
      return await timeline({ db, log }, this.storage.projectIdOf(idOrCode), moment, asked);
    } catch (error) {
      if (error instanceof CursorUnknown) throw parameterProblem('bad-cursor', 'cursor');
      throw error;
    }
  }
}

/** Null: no such project, or none yet at either moment. */
export class AskDifference extends Query<RecordDifference | null> {
  constructor(
    readonly idOrCode: string,
    readonly moments: { readonly from: Moment; readonly to: Moment },
    readonly sees: Sees,
  ) {
    super();
  }
}

@QueryHandler(AskDifference)
export class AskDifferenceHandler implements IQueryHandler<AskDifference> {
  constructor(private readonly storage: Storage) {}

  async execute({ idOrCode, moments: { from, to }, sees }: AskDifference): Promise<RecordDifference | null> {
    const { db, log } = this.storage;
    const id = this.storage.projectIdOf(idOrCode);
    const view = (moment: Moment) => ({ moment, due: dueAt(this.storage, id, moment) });
    return recordDifference({ db, log }, id, { from: view(from), to: view(to) }, sees);
  }
}

function dueAt(storage: Storage, idOrCode: string, moment: Moment): Due {
  return {
    obligations: storage.read(({ db, ledger }) => {
      const rows = delayedOf(ledger, idOf(db, idOrCode) ?? '', moment);
      return rows.map(({ obligation, state, due, days, vnd, whoCanAct, rule }) => ({ obligation, state, due, days, vnd, whoCanAct, rule }));
    }),
    clocks: {
      rulesOf: async (province) => (await storage.commands.rulesFor(province)).rules,
      calendarOf: (province, knownAt) => knownCalendar(storage.commands, province, knownAt),
      lastAcceptanceOf: (projectId, at) => storage.read(({ ledger }) => lastAcceptanceOf(ledger, projectId, at)),
    },
  };
}
