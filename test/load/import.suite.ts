import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '#config/package-root';
import { runNode } from './child-run.ts';
import { Contest, type Contender } from './contest.ts';
import { rawSync } from './raw-sync.ts';
import { SAMPLE, SAMPLE_ROWS, writeRegister } from './register-file.ts';
import { atLeast, atMost, type Found, type SuiteOptions } from './suite.ts';

const RUNS = 3;
const ROWS = 100_000;
const RAW_WRITES = 1_500;
const MEMORY_MAX = 300e6;

/** The command line's own import, process start included: the sample register, and a long one made of it. */
export async function importSuite({ runs = RUNS, size = ROWS, folder, say }: SuiteOptions): Promise<Found> {
  const cli = join(packageRoot(), 'dist/apps/cli/main.js');
  if (!existsSync(cli)) throw new Error('the command line is not built: dist/apps/cli/main.js is missing');
  const long = join(folder, 'register.csv');
  await writeRegister(long, size);
  const contest = await Contest.hold(contenders({ cli, folder, long, size }), runs, say);
  const ours = contest.figure(`${size} rows`);
  if (ours === null) throw new Error('no round was run');
  return {
    runs,
    ours,
    peer: null,
    limit: contest.figure('raw sync'),
    ratioToPeer: null,
    ratioToLimit: contest.ratio(`${size} rows`, 'raw sync'),
    goals: [
      atMost('P7', `${SAMPLE_ROWS} rows, seconds`, 2, contest.figure(`${SAMPLE_ROWS} rows`)?.median ?? null),
      atLeast('P7', `${size} rows, rows a second`, 3_000, ours.median),
      atMost('P7', `${size} rows, peak RSS, bytes`, MEMORY_MAX, ours.peakRssBytes ?? null),
    ],
    figures: contest.figures,
    absent: ['no peer: nothing else reads these registers'],
  };
}

interface Files {
  readonly cli: string;
  readonly folder: string;
  readonly long: string;
  readonly size: number;
}

function contenders({ cli, folder, long, size }: Files): readonly Contender[] {
  const imported = async (file: string, rows: number) => {
    const data = join(folder, 'data');
    const env = { ...process.env, TIENDO_DATA: data, TIENDO_LOG: '' };
    const { seconds, peakRssBytes, stdout } = await runNode([cli, 'import', file, '--json'], { env });
    rmSync(data, { recursive: true, force: true });
    const { accepted } = JSON.parse(stdout) as { accepted: number };
    if (accepted !== rows) throw new Error(`${accepted} rows of ${rows} were accepted`);
    return { seconds, ...(peakRssBytes === undefined ? {} : { peakRssBytes }) };
  };
  return [
    { name: 'raw sync', unit: 'writes/s', run: async () => rawSync(join(folder, 'raw'), RAW_WRITES) },
    {
      name: `${SAMPLE_ROWS} rows`,
      unit: 's',
      run: async () => {
        const { seconds, ...memory } = await imported(SAMPLE, SAMPLE_ROWS);
        return { value: seconds, ...memory };
      },
    },
    {
      name: `${size} rows`,
      unit: 'rows/s',
      run: async () => {
        const { seconds, ...memory } = await imported(long, size);
        return { value: size / seconds, ...memory };
      },
    },
  ];
}
