import { type Command, Option } from 'commander';
import type { DiffOptions as FigureDiffOptions } from '../commands/report-diff.ts';
import type { ExplainOptions } from '../commands/report-explain.ts';
import type { RegionOptions } from '../commands/report-region.ts';
import { countOption, dayOption, oneOf } from '../option-values.ts';
import { general, moments, planYear, provinceSet, region, type Running } from './line-options.ts';

/** Projects that a tree on the terminal shows; JSON and CSV have all. */
const FIRST_PROJECTS = 10;
const OBLIGATIONS = ['first-advance', 'remaining-advance', 'settlement-dossier', 'settlement'] as const;
const STATES = ['late', 'dueSoon', 'blocked', 'paused'] as const;

export function addReports(program: Command, running: Running): void {
  const report = program.command('report').description('Báo cáo / Reports');
  moments(general(report.command('region').description('Bảng của hội nghị vùng / The conference table of a region')))
    .addOption(region().makeOptionMandatory())
    .addOption(planYear())
    .addOption(provinceSet())
    .action(running<RegionOptions>(async (run, options) => (await import('../commands/report-region.ts')).reportRegion(run, options)));
  moments(general(report.command('delayed').description('Giải ngân chậm / Late and due-soon disbursements')))
    .addOption(region())
    .addOption(planYear())
    .addOption(new Option('--source <source>', 'KCQG, KCDP').argParser(oneOf('KCQG', 'KCDP')))
    .addOption(new Option('--obligation <kind>', OBLIGATIONS.join(', ')).argParser(oneOf(...OBLIGATIONS)))
    .addOption(new Option('--state <state>', STATES.join(', ')).argParser(oneOf(...STATES)))
    .action(running(async (run, options) => (await import('../commands/report-delayed.ts')).reportDelayed(run, options)));
  addFigures(report, running);
}

const asCsv = (): Option => new Option('--csv', 'tệp CSV: đề án và sự kiện / projects and events as CSV').conflicts('json');
const first = (): Option => new Option('--first <n>', 'số đề án in ra / projects to print').argParser(countOption).default(FIRST_PROJECTS);

/** A figure down to its events, and the figures of two moments side by side. */
function addFigures(report: Command, running: Running): void {
  moments(general(report.command('explain').description('Giải thích một số liệu / A figure down to its projects and events')))
    .argument('<path>', 'totals.all.percent, byProvince.38.KCQG.executed, board.total.late, delayed.settlement.late …')
    .addOption(region())
    .addOption(planYear())
    .addOption(provinceSet())
    .addOption(new Option('--source <source>', 'KCQG, KCDP').argParser(oneOf('KCQG', 'KCDP')))
    .option('--content <code>', 'ND1 … ND9')
    .addOption(first())
    .addOption(asCsv())
    .action((path: string, options: ExplainOptions) =>
      running<ExplainOptions>(async (run, asked) => (await import('../commands/report-explain.ts')).reportExplain(run, { ...asked, path }))(
        options,
      ),
    );
  general(report.command('diff').description('So sánh hai ngày / What changed between two days, or between what was known on two'))
    .addOption(region().makeOptionMandatory())
    .addOption(planYear())
    .addOption(new Option('--from <day>', 'tính đến ngày / as of').argParser(dayOption).makeOptionMandatory())
    .addOption(new Option('--to <day>', 'so với ngày / against').argParser(dayOption).makeOptionMandatory())
    .addOption(new Option('--known-at-from <day>', 'theo dữ liệu đã ghi đến hết ngày / as known at the end of').argParser(dayOption))
    .addOption(new Option('--known-at-to <day>', 'theo dữ liệu đã ghi đến hết ngày / as known at the end of').argParser(dayOption))
    .addOption(provinceSet())
    .option('--path <figure>', 'chỉ số liệu này / this figure only')
    .addOption(first())
    .addOption(asCsv())
    .action(running<FigureDiffOptions>(async (run, options) => (await import('../commands/report-diff.ts')).reportDiff(run, options)));
}
