import { DatabaseSync } from 'node:sqlite';
import { SqliteLog } from '#event-log/sqlite-log';
import type { Alert } from '#read-models/alert';
import { Ledger } from '#read-models/figures/ledger';
import { regionFigures } from '#read-models/figures/region-figures';
import { currentFile } from '#read-models/generations';
import { rebuild } from '#read-models/rebuild';
import type { Source } from '#reference/province-ref';
import type { Region } from '#reference/provinces';

/** One sum of the conference's table, in đồng. */
export interface Figure {
  readonly region: Region;
  readonly year: number;
  readonly source: Source;
  readonly plan: number;
  readonly executed: number;
}

export interface Replayed {
  readonly figures: readonly Figure[];
  /** Streams that a read model could not take, and models that stopped: what they say is not whole. */
  readonly alerts: readonly string[];
}

const REGIONS: readonly Region[] = ['north', 'central', 'south'];
const SOURCES: readonly Source[] = ['KCQG', 'KCDP'];

export interface Replay {
  readonly logFile: string;
  /** Folder for the read models; nobody else uses it. */
  readonly readModelsDir: string;
  /** Business day, `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly onProgress?: (events: number, total: number) => void;
}

/** Builds every read model from the first event and asks them for the conference's sums. @throws BrokenOrder as `rebuild` */
export async function replay({ logFile, readModelsDir, asOf, onProgress }: Replay): Promise<Replayed> {
  const alerts: string[] = [];
  const log = await SqliteLog.open({ file: logFile, readOnly: true });
  try {
    await rebuild({
      log,
      directory: readModelsDir,
      compare: false,
      onAlert: (alert) => alerts.push(said(alert)),
      onProgress: ({ events, total }) => onProgress?.(events, total),
    });
  } finally {
    await log.close();
  }
  const db = new DatabaseSync(currentFile(readModelsDir) as string, { readOnly: true });
  try {
    return { figures: figuresOf(new Ledger(db), asOf), alerts };
  } finally {
    db.close();
  }
}

/** A rebuild only parks streams and halts models; of whatever else its kind tells. */
function said(alert: Alert): string {
  if (alert.kind === 'parked') return `${alert.model}: ${alert.stream}, ${alert.error}`;
  return alert.kind === 'halted' ? `${alert.model}: ${alert.reason}` : alert.kind;
}

function figuresOf(ledger: Ledger, asOf: string): readonly Figure[] {
  const years = [...new Set([...ledger.projects()].map(({ planYear }) => planYear))].sort((a, b) => a - b);
  return years.flatMap((year) =>
    REGIONS.flatMap((region) => {
      const { totals } = regionFigures(ledger, { region, year, asOf, knownAt: null, set: 'vn63' });
      return SOURCES.map((source) => ({ region, year, source, plan: totals[source].plan, executed: totals[source].executed }));
    }),
  );
}
