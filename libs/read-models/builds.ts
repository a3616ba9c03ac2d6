import { existsSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { ReadModelBuild, ReadModelsState } from '#contracts/read-models';
import { BUILDING, buildFiles, buildNamed, currentFile, ifFree, previousFile, takeBuildLock } from './generations.ts';
import { readState } from './building.ts';
import { differing } from './comparer.ts';
import { readCheckpoints, readHeader, readParked, readPosition, whyStale } from './database.ts';
import type { ReadModel } from './model.ts';

export interface BuildsAsked {
  readonly directory: string;
  readonly models: readonly ReadModel[];
  readonly logId: string;
  readonly head: string | null;
}

/** What there is in the read models' directory, for whoever looks: asks no other process. */
export function stateOfBuilds({ directory, models, logId, head }: BuildsAsked): ReadModelsState {
  const shown = (file: string | null): ReadModelBuild | null => (file === null ? null : buildOf(file, { models, logId }));
  const current = currentFile(directory);
  const builds = { current: shown(current), previous: shown(previousFile(directory)), next: shown(buildNamed(directory, 'NEXT')) };
  const begun = buildFiles(directory).some((path) => path.endsWith(BUILDING));
  const running = begun && isBuilding(directory);
  return {
    head,
    ...builds,
    lag: head === null || builds.current === null ? 0 : Math.max(0, Number(head) - Number(builds.current.position ?? 0)),
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

function buildOf(file: string, { models, logId }: Pick<BuildsAsked, 'models' | 'logId'>): ReadModelBuild {
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
