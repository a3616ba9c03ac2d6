import { createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { parse } from 'csv-parse/sync';
import { packageRoot } from '#config/package-root';
import { provinces63 } from '#reference/provinces';

export const SAMPLE = join(packageRoot(), 'libs/reference/data/register-north-2021-2022.csv');
/** Of the sample. */
export const SAMPLE_ROWS = 760;

type Row = Record<string, string>;

/**
 * A register of any length whose rows are as sound as the sample's: its rows again and again, each time moved on by one province of the
 * 63, with codes numbered on and decisions and contracts of their own. The same number of rows gives the same bytes.
 */
export async function writeRegister(file: string, rows: number): Promise<void> {
  const sample = parse(readFileSync(SAMPLE), { bom: true, columns: true }) as readonly Row[];
  const columns = Object.keys(sample[0] ?? {});
  const numbers = new Map<string, number>();
  const out = createWriteStream(file);
  out.write(`${columns.join(',')}\n`);
  for (let row = 0; row < rows; row++) {
    const moved = movedOn(sample[row % sample.length] as Row, Math.floor(row / sample.length), numbers);
    const line = columns.map((column) => quoted(moved[column] ?? '')).join(',');
    if (!out.write(`${line}\n`)) await new Promise((resolve) => out.once('drain', resolve));
  }
  out.end();
  await finished(out);
}

function movedOn(row: Row, copy: number, numbers: Map<string, number>): Row {
  const at = provinces63.findIndex(({ code }) => code === row['province']);
  const province = provinces63[(at + copy) % provinces63.length]?.code ?? '';
  const series = `${row['source']}-${row['plan_year']}-${province}`;
  const number = (numbers.get(series) ?? 0) + 1;
  numbers.set(series, number);
  const own = (text: string | undefined): string => (text ? `${copy + 1}.${text}` : '');
  return {
    ...row,
    province,
    code: `${series}-${String(number).padStart(3, '0')}`,
    decision_no: own(row['decision_no']),
    contract_no: own(row['contract_no']),
  };
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
