import type { ProvinceRef, Source } from './figures.ts';

/** What a group of projects comes to, as a board would show it. Amounts in đồng. */
export interface GroupFigures {
  readonly projects: number;
  /** kế hoạch */
  readonly plan: number;
  /** thực hiện */
  readonly executed: number;
  /** Projects with a late obligation. */
  readonly late: number;
}

/** An event of the log that a difference comes from. */
export interface EventBehind {
  readonly type: string;
  readonly occurredOn: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: string;
  /** Why the rows that answer could not take it, when its stream is parked there; else null. */
  readonly error: string | null;
}

/** One figure or text of a project that is not the same. */
export interface DifferingFigure {
  /** `plan`, `executed`, `late`, `stage` or a column of the read models. */
  readonly figure: string;
  readonly name: { readonly vi: string; readonly en: string };
  /** null: there is none. */
  readonly before: string | number | null;
  readonly after: string | number | null;
}

export interface ProjectDifference {
  readonly id: string;
  readonly code: string;
  readonly what: 'appears' | 'disappears' | 'changes';
  readonly figures: readonly DifferingFigure[];
  /** The first few of them. */
  readonly events: readonly EventBehind[];
  readonly eventsInAll: number;
  /** The same in words. */
  readonly sentence: { readonly vi: string; readonly en: string };
}

export interface GroupDifference {
  readonly province: ProvinceRef;
  readonly provinceName: string;
  readonly source: Source;
  readonly planYear: number;
  readonly before: GroupFigures;
  readonly after: GroupFigures;
  /** Projects of the group, in the one or the other, that are not the same. */
  readonly differing: number;
  /** The first few of them. */
  readonly samples: readonly ProjectDifference[];
  /** The same in words. */
  readonly sentence: { readonly vi: string; readonly en: string };
}

/** What a rebuild changes, in the words of the business: before is what answered, after what was built anew. Counts are exact, samples a few. */
export interface BusinessDifferences {
  /** The figures are of this day. */
  readonly asOf: string;
  readonly appearing: number;
  readonly disappearing: number;
  readonly changing: number;
  /** By province, source and plan year: those that are not the same. */
  readonly groups: readonly GroupDifference[];
}

/** A build of the read models: one file, made by one run. */
export interface ReadModelBuild {
  readonly file: string;
  readonly bytes: number;
  readonly buildId: string | null;
  readonly models: readonly { readonly name: string; readonly version: number }[];
  /** Log position of the rows; null: before the first event. */
  readonly position: string | null;
  /** Why this program cannot go on with it; null: it can. */
  readonly unfit: string | null;
}

/** A build that is being made, as the process that makes it last said. */
export interface BuildingProgress {
  readonly phase: 'reading' | 'catching-up' | 'comparing';
  readonly events: number;
  readonly total: number;
  readonly eventsPerSecond: number;
  readonly etaSeconds: number;
  /** UTC instant. */
  readonly startedAt: string;
  readonly process: number;
  readonly program: string;
}

/** A stream that waits in one model because an event of it could not be applied. */
export interface ParkedStream {
  readonly model: string;
  readonly stream: string;
  /** Revision of the event that failed. */
  readonly fromRevision: number;
  readonly position: string;
  readonly error: string;
  /** Events that wait, the failed one included. */
  readonly waiting: number;
}

/** Rows that the continuous comparer found to be not what the log says. */
export interface DifferingRow {
  readonly stream: string;
  readonly model: string;
  readonly table: string;
  /** Log position of the rows when they were compared. */
  readonly position: string;
}

/** `GET /api/v1/read-models` */
export interface ReadModelsState {
  readonly head: string | null;
  readonly current: ReadModelBuild | null;
  /** Events between the current build and the end of the log. */
  readonly lag: number;
  /** The former build, kept until it is dropped. */
  readonly previous: ReadModelBuild | null;
  /** A finished build that waits to be taken over. */
  readonly next: ReadModelBuild | null;
  readonly building: BuildingProgress | null;
  /** Whether a killed build lies there, which the next rebuild goes on with where it may. */
  readonly interrupted: boolean;
  readonly parked: readonly ParkedStream[];
  readonly differing: readonly DifferingRow[];
}

/** Result of the job that `POST /api/v1/read-models/rebuilds` starts. */
export interface RebuildResult {
  readonly events: number;
  readonly seconds: number;
  readonly eventsPerSecond: number;
  readonly peakRssBytes: number;
  /** Whether it went on with what a killed run had built. */
  readonly resumed: boolean;
  /** False: the build waits for a program of its version to start. */
  readonly switched: boolean;
  /** Rows that differ, by model; null: there was nothing to compare with. */
  readonly differences: readonly { readonly model: string; readonly rows: number }[] | null;
  readonly business: BusinessDifferences | null;
}

/** A copy of a build at one position, from which another replica begins. */
export interface ReadModelSnapshot {
  readonly file: string;
  readonly position: string;
  /** Events that its rows are made of. */
  readonly events: number;
  readonly bytes: number;
  readonly sha256: string;
  /** Version of the program that made it. */
  readonly program: string;
  /** UTC instant. */
  readonly madeAt: string;
  readonly models: readonly { readonly name: string; readonly version: number }[];
  /** Why this program cannot begin from it, by its manifest; null: it can. */
  readonly unfit: string | null;
}

/** `GET /api/v1/read-models/snapshots`, newest first. */
export interface ReadModelSnapshots {
  /** Hours between two that are made by themselves; 0: none is. */
  readonly everyHours: number;
  readonly items: readonly ReadModelSnapshot[];
}

/** Result of the job that `POST /api/v1/read-models/snapshots` starts. */
export interface SnapshotResult {
  readonly file: string;
  readonly position: string;
  readonly events: number;
  readonly bytes: number;
  /** UTC instant. */
  readonly madeAt: string;
  /** False: the one of this time was there already. */
  readonly made: boolean;
}

/** `POST /api/v1/read-models/parked/retry`: what is still parked. */
export interface ParkedStreams {
  readonly items: readonly ParkedStream[];
}
