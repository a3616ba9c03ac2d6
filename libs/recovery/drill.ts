import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { type Clock, systemClock } from '#commands/clock';
import { prefixDigest } from '#event-log/log-summary';
import { BackupRefused, makeBackup } from './backup.ts';
import type { Differing } from './check-backup.ts';
import { type Places, placesUnder } from './places.ts';
import { restore } from './restore.ts';
import { recordRun } from './runs.ts';
import { Unfinished } from './unfinished.ts';

export interface DrillAsked {
  readonly places: Places;
  readonly settings: Readonly<Record<string, string>>;
  readonly by: string;
  readonly programVersion: string;
  /** Whether the backup and the restored data stay, for somebody to look at. */
  readonly keep?: boolean;
  readonly clock?: Clock;
  readonly onProgress?: (step: string, done: number, total: number) => void;
}

export interface Drilled {
  readonly at: string;
  readonly position: string | null;
  readonly events: number;
  readonly attachments: number;
  readonly backupSeconds: number;
  /** How long it takes from a backup to data that can be worked with: all checks included. */
  readonly restoreSeconds: number;
  readonly steps: Readonly<Record<string, number>>;
  /** Empty: what was restored is what the live log holds up to there. */
  readonly differences: readonly Differing[];
  /** Where the backup and the restored data were kept; null: they were removed. */
  readonly kept: string | null;
}

/**
 * The whole way, of the live data while others work on it: backup, restore into a folder of its own, verify, fold, replay, compare; at
 * last with the live log itself, which has gone on meanwhile. The live data is only read; one line is added to its list of drills.
 * @throws as `makeBackup` and `restore`
 */
export async function drill(asked: DrillAsked): Promise<Drilled> {
  const { places, by, settings, programVersion, clock = systemClock, onProgress } = asked;
  if (!existsSync(places.logFile)) throw new BackupRefused('no-log', places.logFile);
  const at = clock.now();
  const unfinished = Unfinished.begin(join(places.dataDir, 'drill'));
  const given = { programVersion, clock, ...(onProgress && { onProgress }) };
  try {
    const backup = await makeBackup({ ...given, places, settings, folder: join(unfinished.folder, 'backup') });
    const scratch = placesUnder(join(unfinished.folder, 'restored'));
    const { outcome, comparison, seconds } = await restore({ ...given, folder: backup.folder, places: scratch, by });
    const differences = [...(comparison?.differences ?? [])];
    const { log, attachments } = backup.manifest;
    if (outcome === 'restored' && log.position !== null) {
      const [live = '', restored = ''] = [places, scratch].map(({ logFile }) => prefixDigest(logFile, log.position as string));
      if (live !== restored) differences.push({ what: 'live log', expected: live, found: restored });
    }
    const restoreSeconds = Object.values(seconds).reduce((sum, step) => sum + step, 0);
    const kept = asked.keep === true ? keep(unfinished, places, at) : null;
    recordRun(places.dataDir, {
      kind: 'drill',
      at,
      ok: differences.length === 0,
      seconds: restoreSeconds,
      logId: log.logId,
      generation: backup.manifest.generation,
      position: log.position,
      lastHash: log.lastHash,
      folder: kept,
    });
    return {
      at,
      position: log.position,
      events: log.events,
      attachments: attachments.files,
      backupSeconds: backup.seconds,
      restoreSeconds,
      steps: seconds,
      differences,
      kept,
    };
  } finally {
    unfinished.remove();
  }
}

function keep({ folder }: Unfinished, { dataDir }: Places, at: string): string {
  const kept = join(dataDir, 'drills', at.replaceAll(/[:.]/g, '-'));
  mkdirSync(join(dataDir, 'drills'), { recursive: true });
  renameSync(folder, kept);
  return kept;
}
