import { type Command, Option } from 'commander';
import type { Language } from '#config/config';
import type { Exit } from '../exit.ts';
import { dayOption, oneOf, yearOption } from '../option-values.ts';
import type { Run } from '../terminal.ts';

export interface GeneralOptions {
  readonly json?: boolean;
  readonly lang?: Language;
}

/** Makes a commander action of a command: settings are read only now, so that `--help` works whatever they are. */
export type Running = <Options extends object>(
  act: (run: Run, options: Options) => Promise<Exit>,
) => (options: Options & GeneralOptions) => Promise<void>;

const REGIONS = ['north', 'central', 'south'] as const;

export const general = (command: Command): Command =>
  command
    .option('--json', 'một tài liệu JSON trên stdout / one JSON document on stdout')
    .addOption(new Option('--lang <vi|en>', 'ngôn ngữ / language').argParser(oneOf('vi', 'en')))
    .allowExcessArguments(false);

export const moments = (command: Command): Command =>
  command
    .addOption(new Option('--as-of <day>', 'tính đến ngày, mặc định hôm nay / as of, today by default').argParser(dayOption))
    .addOption(new Option('--known-at <day>', 'theo dữ liệu đã ghi đến hết ngày / as known at the end of').argParser(dayOption));

export const region = (): Option => new Option('--region <region>', REGIONS.join(', ')).argParser(oneOf(...REGIONS));
export const planYear = (): Option => new Option('--year <year>', 'năm kế hoạch / plan year').argParser(yearOption);

export const provinceSet = (): Option =>
  new Option('--set <set>', 'danh mục tỉnh / province list').argParser(oneOf('vn63', 'vn34')).default('vn63');
