import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newDataDir, removeDataDir } from '../api/served.ts';
import { beyond } from '../faults/inputs-beyond.ts';
import { badInputs, laterRows } from '../faults/inputs-case.ts';
import { tryInput } from '../faults/inputs-check.ts';
import { isSilent, type SilentTried, trySilent } from '../faults/inputs-silent.ts';
import { IRONED_OUT, LENIENT_FIELDS, lenientFront } from '../faults/lenient-front.ts';
import { InputsTarget } from '../faults/inputs-target.ts';

/** Growth of the server's memory over the whole of the tables, in bytes. */
const GROWTH_MAX = 50 * 1024 * 1024;

const [dataDir, silentDir] = [newDataDir(), newDataDir()];
const { tables, waiting } = badInputs();
const rows = Object.values(tables).flat();
let target: InputsTarget;
let silent: Promise<SilentTried>;
beforeAll(async () => {
  const [main, own] = await Promise.all([dataDir, silentDir].map((folder) => InputsTarget.start(folder)));
  [target, silent] = [main as InputsTarget, trySilent(own as InputsTarget, rows)];
  silent.catch(() => undefined); // Told where it is waited for.
}, 120_000);
afterAll(async () => {
  await target.stop();
  await silent;
  for (const folder of [dataDir, silentDir]) removeDataDir(folder);
});

let before: number | null = null;

describe.each(Object.entries(tables))('%s', (_table, inputs) => {
  beforeAll(async () => void (before ??= (await target.memory()).rss));

  it.each(inputs.filter((input) => !isSilent(input)).map((input) => [input.row, input.name, input] as const))(
    'row %i: %s',
    async (_row, _name, input) => {
      expect(await tryInput(target, input)).toEqual([]);
    },
  );
});

describe('what no single request shows', () => {
  it.each(beyond.map((one) => [one.row, one.name, one] as const))(
    'row %i: %s',
    async (_row, _name, { run }) => expect(await run(dataDir)).toEqual([]),
    120_000,
  );
});

describe('what only a timeout ends, tried beside all of the above', () => {
  it.each(rows.filter(isSilent).map((input) => [input.row, input.name, input] as const))('row %i: %s', async (_row, _name, input) => {
    expect((await silent).filter((tried) => tried.input === input)).toEqual([{ input, faults: [] }]);
  });
});

describe('the checks themselves', () => {
  it('see what a front that is as lenient as frameworks are by default irons out', async () => {
    const front = await lenientFront(target.url, LENIENT_FIELDS);
    try {
      for (const input of rows.filter(({ row }) => IRONED_OUT.has(row)))
        expect([input.name, await tryInput(target, input, front.url)]).not.toEqual([input.name, []]);
    } finally {
      await front.close();
    }
  });
});

describe('all of them', () => {
  it('leave the server’s memory as it was', async () => {
    const { rss } = await target.memory();
    expect(rss - (before ?? rss)).toBeLessThan(GROWTH_MAX);
  });

  it('write no stack to its log', () => expect(target.stderr).toBe(''));

  it('are all rows, those that come later named with the reason', () => {
    const there = new Set([
      ...[...rows, ...waiting].map(({ row }) => row),
      ...beyond.map(({ row }) => row),
      ...Object.keys(laterRows()).map(Number),
    ]);
    expect(ROWS.filter((row) => !there.has(row))).toEqual([]);
  });
});

/** The numbers of the selection of bad inputs that the product stands for. */
const ROWS = [
  1, 2, 4, 5, 7, 8, 10, 11, 13, 14, 16, 17, 19, 20, 22, 23, 25, 26, 28, 29, 31, 32, 34, 35, 37, 38, 40, 41, 43, 44, 46, 47, 49, 50, 52, 53,
  55, 56, 58, 59, 61, 62, 64, 65, 67, 68, 70, 71, 73, 74, 76, 77, 79, 80, 82, 83, 85, 86, 88, 89, 91, 92, 94, 95, 97, 98, 100, 101, 103,
  104, 106, 107, 109, 110, 112, 113, 115, 116, 118, 119, 121, 122, 124, 125, 127, 128, 130, 131, 133, 134, 136, 137,
];
