import { existsSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { ReadModelBuild, ReadModelsState } from '#contracts/read-models';
import { eventsBehind } from '#event-log/lag';
import { BUILDING, buildFiles, buildNamed, currentFile, ifFree, previousFile, takeBuildLock } from './generations.ts';
import { readState } from './building.ts';
import { differing } from './comparer.ts';
import { readCheckpoints, readHeader, readParked, readPosition, whyStale } from './database.ts';
import type { ReadModel } from './model.ts';
import type { ReadLog } from './projector.ts';

export interface BuildsAsked {
  readonly log: ReadLog;
  readonly directory: string;
  readonly models: readonly ReadModel[];
}

type BuildsLooked = Omit<BuildsAsked, 'log'> & { readonly logId: string };

/** What there is in the read models' directory, for whoever looks: asks no other process. */
export async function stateOfBuilds({ log, directory, models }: BuildsAsked): Promise<ReadModelsState> {
  const [head, builds] = [await log.head(), buildsIn({ directory, models, logId: log.logId })];
  return { head, lag: builds.current === null ? 0 : await eventsBehind(log, builds.current.position, head), ...builds };
}

/** The same without the log. */
export function buildsIn({ directory, models, logId }: BuildsLooked): Omit<ReadModelsState, 'head' | 'lag'> {
  const shown = (file: string | null): ReadModelBuild | null => (file === null ? null : buildOf(file, { models, logId }));
  const current = currentFile(directory);
  const begun = buildFiles(directory).some((path) => path.endsWith(BUILDING));
  const running = begun && isBuilding(directory);
  return {
    current: shown(current),
    previous: shown(previousFile(directory)),
    next: shown(buildNamed(directory, 'NEXT')),
    building: running ? readState(directory) : null,
    interrupted: begun && !running,
    parked: current === null ? [] : parkedIn(current),
    differing: differing(directory),
  };
}

/** The lock of a killed process is free: what it said of itself is no longer so. */
function isBuilding(directory: string): boolean {
  const lock = ifFree(() => takeBuildLock(directory, 'a look at the builds'));
  lock?.release();
  return lock === null;
}

function buildOf(file: string, { models, logId }: Omit<BuildsLooked, 'directory'>): ReadModelBuild {
  const bytes = ['', '-wal'].reduce((sum, beside) => sum + (existsSync(file + beside) ? statSync(file + beside).size : 0), 0);
  const db = new DatabaseSync(file, { readOnly: true, timeout: 5_000 });
  try {
    return {
      file: basename(file),
      bytes,
      buildId: readHeader(db)?.buildId ?? null,
      models: readCheckpoints(db).map(({ model, version }) => ({ name: model, version })),
      position: readPosition(db),
      unfit: whyStale(db, logId, models),
    };
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_SQLITE_ERROR') throw error;
    return { file: basename(file), bytes, buildId: null, models: [], position: null, unfit: 'damaged' };
  } finally {
    db.close();
  }
}

function parkedIn(file: string): ReadModelsState['parked'] {
  const db = new DatabaseSync(file, { readOnly: true, timeout: 5_000 });
  try {
    return readParked(db).map((one) => ({ ...one }));
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_SQLITE_ERROR') return []; // `current.unfit` says that it is damaged.
    throw error;
  } finally {
    db.close();
  }
}
