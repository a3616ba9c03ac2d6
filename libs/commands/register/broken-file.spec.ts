import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { MemoryLog } from '#event-log/memory-log';
import { UnreadableFile } from './csv-records.ts';
import { faultsOf, fileOf, importing, MAIN, rowsOf, writeRegister } from './register-file.fixture.ts';

const main = readFileSync(MAIN);
const log = () => new MemoryLog();
const head = main.subarray(0, main.indexOf('\n') + 1);
const lines = main.toString().split(/\r?\n/);

describe('a file that is no register', () => {
  it('is refused when it is not UTF-8', async () => {
    const latin = Buffer.concat([main.subarray(0, 5_000), Buffer.from([0xff, 0xfe]), main.subarray(5_000)]);
    expect(faultsOf(await importing(log(), writeRegister(latin)))).toEqual([expect.stringMatching(/^\d+ encoding $/)]);
  });

  it('is refused when it ends inside a letter', async () => {
    const cut = Buffer.concat([main.subarray(0, main.length - 1), Buffer.from([0xe1, 0xbb])]);
    const result = await importing(log(), writeRegister(cut), { acceptGood: true });
    expect(faultsOf(result)).toEqual([expect.stringMatching(/encoding $/)]);
    expect(result).toMatchObject({ accepted: 0, events: 0 });
  });

  it('is refused when a quote is never closed', async () => {
    const open = `${lines.slice(0, 4).join('\n')}\n"KCQG-2021-01-999,${lines.slice(4, 8).join('\n')}`;
    expect(faultsOf(await importing(log(), writeRegister(open)))).toEqual([expect.stringMatching(/^\d csv $/)]);
  });

  it('is refused when it is empty', async () => {
    expect(faultsOf(await importing(log(), writeRegister('')))).toEqual(['1 empty-file ']);
  });

  it('has every missing column named', async () => {
    const rows = rowsOf(MAIN)
      .slice(0, 2)
      .map(({ title: _title, settled_on: _settled, ...row }) => row);
    expect(faultsOf(await importing(log(), fileOf(rows)))).toEqual(['1 missing-column title', '1 missing-column settled_on']);
  });

  it('is refused when a column stands twice', async () => {
    const twice = lines.slice(0, 3).map((line, at) => `${line},${at === 0 ? 'note' : ''}`);
    expect(faultsOf(await importing(log(), writeRegister(twice.join('\n'))))).toEqual(['1 duplicate-column note']);
  });

  it('has the rows of another length named, and the others judged', async () => {
    const ragged = [lines[0], lines[1], `${lines[2]},`, lines[3], lines[4]?.replace(',KCDP,', ',KCTW,'), ''].join('\n');
    const result = await importing(log(), writeRegister(ragged));
    expect(faultsOf(result)).toEqual(['3 ragged-row ', '5 unknown-source source']);
    expect(result).toMatchObject({ rows: 4, refusedRows: 2 });
  });

  it('has no rows and is taken for what it is: nothing', async () => {
    expect(await importing(log(), writeRegister(head))).toMatchObject({ rows: 0, accepted: 0, refused: [], events: 0 });
  });

  it('does not exist, or is a folder', async () => {
    await expect(importing(log(), 'no-such-file.csv')).rejects.toThrow(UnreadableFile);
    await expect(importing(log(), 'libs')).rejects.toThrow('not a file');
  });
});
