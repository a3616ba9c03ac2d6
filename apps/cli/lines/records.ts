import { Argument, type Command, Option } from 'commander';
import type { DiffOptions } from '../commands/diff.ts';
import type { ShowOptions } from '../commands/show.ts';
import type { StagesOptions } from '../commands/stages.ts';
import type { TraceOptions } from '../commands/trace.ts';
import { dayOption, oneOf } from '../option-values.ts';
import { general, moments, type Running } from './line-options.ts';

export function addRecords(program: Command, running: Running): void {
  moments(general(program.command('show').description('Hồ sơ một đề án / The record of a project')))
    .argument('<project>', 'mã đề án hoặc id / code or id')
    .action((project: string, options: ShowOptions) =>
      running<ShowOptions>(async (run, asked) => (await import('../commands/show.ts')).showProject(run, { ...asked, project }))(options),
    );
  general(program.command('stages').description('Sơ đồ quy trình / The stage graphs, drawn and checked'))
    .addOption(new Option('--programme <programme>', 'KCQG, KCDP').argParser(oneOf('KCQG', 'KCDP')))
    .option('--move-to <graph>', 'thử chuyển các đề án sang quy trình, không ghi / what moving the projects there would do')
    .action(running<StagesOptions>(async (run, options) => (await import('../commands/stages.ts')).showStages(run, options)));
  addLookingBack(program, running);
}

function addLookingBack(program: Command, running: Running): void {
  general(program.command('diff').description('So sánh hồ sơ tại hai mốc thời gian / What is not the same in a record at two moments'))
    .argument('<project>', 'mã đề án hoặc id / code or id')
    .addArgument(new Argument('<dayA>').argParser(dayOption))
    .addArgument(new Argument('[dayB]', 'mặc định hôm nay / today by default').argParser(dayOption))
    .addOption(new Option('--known-at-a <day>', 'biết đến hết ngày này ở mốc thứ nhất / known at the first').argParser(dayOption))
    .addOption(new Option('--known-at-b <day>', 'biết đến hết ngày này ở mốc thứ hai / known at the second').argParser(dayOption))
    .action((project: string, from: string, to: string | undefined, options: { readonly knownAtA?: string; readonly knownAtB?: string }) =>
      running<typeof options>(async (run, { knownAtA, knownAtB }) => {
        const asked = { project, from, to, knownAtFrom: knownAtA, knownAtTo: knownAtB };
        const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)) as unknown as DiffOptions;
        return (await import('../commands/diff.ts')).diffProject(run, given);
      })(options),
    );
  general(program.command('trace').description('Vì sao và dẫn đến đâu / Why something happened and what came of it'))
    .argument('<id>', 'id của sự kiện, của lệnh, hoặc mã đề án / of an event or a command, or a project’s code')
    .action((id: string, options: object) =>
      running<object>(async (run) => (await import('../commands/trace.ts')).trace(run, { id } satisfies TraceOptions))(options),
    );
}
