import { Argument, Command, CommanderError, Option } from 'commander';
import { type Language, readConfig } from '#config/config';
import type { BackupOptions } from './commands/backup.ts';
import type { CompareOptions } from './commands/compare.ts';
import type { DiffOptions } from './commands/diff.ts';
import type { ImportOptions } from './commands/import.ts';
import type { ParkedOptions } from './commands/parked.ts';
import type { DiffOptions as FigureDiffOptions } from './commands/report-diff.ts';
import type { ExplainOptions } from './commands/report-explain.ts';
import type { RegionOptions } from './commands/report-region.ts';
import type { RestoreOptions } from './commands/restore.ts';
import type { RulesOptions } from './commands/rules.ts';
import type { TryOptions } from './commands/rules-change.ts';
import type { ShowOptions } from './commands/show.ts';
import type { StagesOptions } from './commands/stages.ts';
import type { TraceOptions } from './commands/trace.ts';
import { EXIT, type Exit } from './exit.ts';
import { told } from './failure-text.ts';
import { countOption, dayOption, oneOf, provinceOption, ruleListOption, wholeOption, yearOption } from './option-values.ts';
import { type Run, type Streams, Terminal } from './terminal.ts';

interface GeneralOptions {
  readonly json?: boolean;
  readonly lang?: Language;
}

/** Makes a commander action of a command: settings are read only now, so that `--help` works whatever they are. */
type Running = <Options extends object>(
  act: (run: Run, options: Options) => Promise<Exit>,
) => (options: Options & GeneralOptions) => Promise<void>;

/** Projects that a tree on the terminal shows; JSON and CSV have all. */
const FIRST_PROJECTS = 10;
const REGIONS = ['north', 'central', 'south'] as const;
const OBLIGATIONS = ['first-advance', 'remaining-advance', 'settlement-dossier', 'settlement'] as const;
const STATES = ['late', 'dueSoon', 'blocked', 'paused'] as const;

/** Runs one command line. Returns the exit code: 0 done, 1 failed, 2 refused or broken data. */
export async function run(args: readonly string[], streams: Streams): Promise<Exit> {
  let exit: Exit = EXIT.done;
  let language: Language = args[args.indexOf('--lang') + 1] === 'en' ? 'en' : 'vi';
  const running: Running = (act) => async (options) => {
    const config = readConfig();
    language = options.lang ?? config.language;
    exit = await act({ config, terminal: new Terminal(streams, options.json === true, language) }, options);
  };
  streams.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error; // A reader such as `head` has seen enough.
  });
  try {
    await programOf(streams, running).parseAsync(args, { from: 'user' });
    return exit;
  } catch (error) {
    // Commander has said on stderr what is wrong with the line; `--help` comes this way too.
    const misused = error instanceof CommanderError ? error : null;
    if (misused?.exitCode === 0) return EXIT.done;
    const { vi, en, code, exit: failed } = misused === null ? told(error) : ofMisuse(misused);
    if (misused === null) streams.stderr.write(`tiendo: ${language === 'en' ? en : vi}\n`);
    if (args.includes('--json')) streams.stdout.write(`${JSON.stringify({ error: { code, message: vi, messageEn: en } }, null, 2)}\n`);
    return failed;
  }
}

const ofMisuse = ({ message, code }: CommanderError) => ({ vi: message, en: message, code, exit: EXIT.failed });

function programOf({ stdout, stderr }: Streams, running: Running): Command {
  const program = new Command('tiendo').description('Sổ theo dõi đề án khuyến công / The register of industrial promotion projects');
  program.exitOverride().configureOutput({ writeOut: (text) => stdout.write(text), writeErr: (text) => stderr.write(text) });
  program.helpCommand(false).showHelpAfterError('(--help)');
  addWriting(program, running);
  addFigures(addReports(program, running), running);
  addReading(program, running);
  addLookingBack(program, running);
  addRules(program, running);
  addReadModels(program, running);
  addRecovery(program, running);
  return program;
}

const general = (command: Command): Command =>
  command
    .option('--json', 'một tài liệu JSON trên stdout / one JSON document on stdout')
    .addOption(new Option('--lang <vi|en>', 'ngôn ngữ / language').argParser(oneOf('vi', 'en')))
    .allowExcessArguments(false);

const moments = (command: Command): Command =>
  command
    .addOption(new Option('--as-of <day>', 'tính đến ngày, mặc định hôm nay / as of, today by default').argParser(dayOption))
    .addOption(new Option('--known-at <day>', 'theo dữ liệu đã ghi đến hết ngày / as known at the end of').argParser(dayOption));

const region = (): Option => new Option('--region <region>', REGIONS.join(', ')).argParser(oneOf(...REGIONS));
const planYear = (): Option => new Option('--year <year>', 'năm kế hoạch / plan year').argParser(yearOption);

function addWriting(program: Command, running: Running): void {
  general(program.command('import').description('Nhập sổ đăng ký CSV / Import a register; 2 when rows are refused'))
    .argument('<file.csv>')
    .option('--dry-run', 'kiểm tra, không ghi / judge and write nothing')
    .option('--accept-good', 'ghi các dòng đúng, bỏ dòng sai / take the good rows, leave the bad ones')
    .action((file: string, options: ImportOptions) =>
      running<ImportOptions>(async (run, asked) => (await import('./commands/import.ts')).importFile(run, { ...asked, file }))(options),
    );
}

function addReadModels(program: Command, running: Running): void {
  general(program.command('rebuild').description('Dựng lại mô hình đọc từ nhật ký / Rebuild the read models from the log'))
    .option('--model <name>', 'chỉ so sánh mô hình này / compare this model only')
    .action(running(async (run, options) => (await import('./commands/rebuild.ts')).rebuildModels(run, options)));
  general(program.command('parked').description('Hồ sơ phải chờ trong mô hình đọc / Streams parked in a read model; 2 when there are some'))
    .option('--retry', 'áp dụng lại theo thứ tự / apply them again, in order')
    .action(running<ParkedOptions>(async (run, options) => (await import('./commands/parked.ts')).showParked(run, options)));
  general(
    program.command('compare').description('So hồ sơ ngẫu nhiên với nhật ký / Compare random streams with the log; 2 when one differs'),
  )
    .addOption(new Option('--streams <n>', 'số hồ sơ / how many').argParser(wholeOption(1, 1_000_000)).default(100))
    .addOption(new Option('--seed <s>', 'để lặp lại / to repeat it').argParser(wholeOption(0, 999_999_999)).default(1))
    .action(running<CompareOptions>(async (run, options) => (await import('./commands/compare.ts')).compareRows(run, options)));
  addBuilds(program, running);
}

function addBuilds(program: Command, running: Running): void {
  const builds = program.command('builds').description('Các bản mô hình đọc / The builds of the read models');
  const command = (name: string, description: string, isDefault = false): Command =>
    general(builds.command(name, { isDefault }).description(description));
  command('list', 'Đang dùng, còn giữ, đang dựng / Current, kept, being built', true).action(
    running(async (run) => (await import('./commands/builds.ts')).showBuilds(run)),
  );
  command('roll-back', 'Dùng lại bản trước / Go back to the former build').action(
    running(async (run) => (await import('./commands/builds.ts')).rollBackBuild(run)),
  );
  command('drop', 'Xóa bản trước / Drop the former build').action(
    running(async (run) => (await import('./commands/builds.ts')).dropBuild(run)),
  );
  command('cancel', 'Hủy bản đang dựng / Cancel what is being built').action(
    running(async (run) => (await import('./commands/builds.ts')).cancelBuild(run)),
  );
}

function addReports(program: Command, running: Running): Command {
  const report = program.command('report').description('Báo cáo / Reports');
  moments(general(report.command('region').description('Bảng của hội nghị vùng / The conference table of a region')))
    .addOption(region().makeOptionMandatory())
    .addOption(planYear())
    .addOption(provinceSet())
    .action(running<RegionOptions>(async (run, options) => (await import('./commands/report-region.ts')).reportRegion(run, options)));
  moments(general(report.command('delayed').description('Giải ngân chậm / Late and due-soon disbursements')))
    .addOption(region())
    .addOption(planYear())
    .addOption(new Option('--source <source>', 'KCQG, KCDP').argParser(oneOf('KCQG', 'KCDP')))
    .addOption(new Option('--obligation <kind>', OBLIGATIONS.join(', ')).argParser(oneOf(...OBLIGATIONS)))
    .addOption(new Option('--state <state>', STATES.join(', ')).argParser(oneOf(...STATES)))
    .action(running(async (run, options) => (await import('./commands/report-delayed.ts')).reportDelayed(run, options)));
  return report;
}

const provinceSet = (): Option =>
  new Option('--set <set>', 'danh mục tỉnh / province list').argParser(oneOf('vn63', 'vn34')).default('vn63');
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
      running<ExplainOptions>(async (run, asked) => (await import('./commands/report-explain.ts')).reportExplain(run, { ...asked, path }))(
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
    .action(running<FigureDiffOptions>(async (run, options) => (await import('./commands/report-diff.ts')).reportDiff(run, options)));
}

function addReading(program: Command, running: Running): void {
  moments(general(program.command('show').description('Hồ sơ một đề án / The record of a project')))
    .argument('<project>', 'mã đề án hoặc id / code or id')
    .action((project: string, options: ShowOptions) =>
      running<ShowOptions>(async (run, asked) => (await import('./commands/show.ts')).showProject(run, { ...asked, project }))(options),
    );
  general(program.command('stages').description('Sơ đồ quy trình / The stage graphs, drawn and checked'))
    .addOption(new Option('--programme <programme>', 'KCQG, KCDP').argParser(oneOf('KCQG', 'KCDP')))
    .option('--move-to <graph>', 'thử chuyển các đề án sang quy trình, không ghi / what moving the projects there would do')
    .action(running<StagesOptions>(async (run, options) => (await import('./commands/stages.ts')).showStages(run, options)));
  general(program.command('verify').description('Kiểm chứng nhật ký / Verify the log; 2 when it is broken')).action(
    running(async (run) => (await import('./commands/verify.ts')).verify(run)),
  );
  general(program.command('doctor').description('Kiểm tra môi trường và dữ liệu / Check settings, folders and invariants')).action(
    running(async (run) => (await import('./commands/doctor.ts')).doctor(run)),
  );
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
        return (await import('./commands/diff.ts')).diffProject(run, given);
      })(options),
    );
  general(program.command('trace').description('Vì sao và dẫn đến đâu / Why something happened and what came of it'))
    .argument('<id>', 'id của sự kiện, của lệnh, hoặc mã đề án / of an event or a command, or a project’s code')
    .action((id: string, options: object) =>
      running<object>(async (run) => (await import('./commands/trace.ts')).trace(run, { id } satisfies TraceOptions))(options),
    );
}

function addRecovery(program: Command, running: Running): void {
  general(program.command('backup').description('Sao lưu khi đang chạy / Back up, beside a running server'))
    .argument('<folder>', 'thư mục mới / a new folder')
    .option('--since <folder>', 'bản trước, dùng chung tệp đính kèm / a former backup to share attached files with')
    .action((folder: string, options: BackupOptions) =>
      running<BackupOptions>(async (run, asked) => (await import('./commands/backup.ts')).backUp(run, { ...asked, folder }))(options),
    );
  general(program.command('restore').description('Phục hồi, luôn kiểm chứng / Restore, always verified; 2 when anything differs'))
    .argument('<folder>', 'bản sao lưu / the backup')
    .option('--verify', 'luôn kiểm chứng, có ghi hay không / always done, said or not')
    .option('--to <folder>', 'thư mục dữ liệu khác / another data folder')
    .option('--replace', 'thay nhật ký đang có, giữ bản cũ / replace the log that is there, keeping it aside')
    .option('--dry-run', 'làm mọi phép kiểm, không đổi gì / every check and no change')
    .action((folder: string, options: RestoreOptions) =>
      running<RestoreOptions>(async (run, asked) => (await import('./commands/restore.ts')).restoreBackup(run, { ...asked, folder }))(
        options,
      ),
    );
  general(program.command('reconcile').description('Sau phục hồi: còn thiếu gì / After a restore: what is lacking'))
    .option('--csv <file>', 'ghi các sự kiện thiếu / write the lacking events')
    .option('--confirm', 'đã đối chiếu xong, cho gửi lại / it is done, sending may go on')
    .option('--reason <text>', 'lý do, được ghi lại / why; recorded')
    .action(running(async (run, options) => (await import('./commands/reconcile.ts')).reconcile(run, options)));
  general(program.command('drill').description('Diễn tập phục hồi / Restore drill; 2 on any difference'))
    .option('--keep', 'giữ lại kết quả / keep what was made')
    .action(running(async (run, options) => (await import('./commands/drill.ts')).restoreDrill(run, options)));
}

const ofRules = (command: Command): Command =>
  general(command)
    .addOption(new Option('--list <list>', 'ceilings, advanceLimits, dossierPapers …').argParser(ruleListOption))
    .option('--content <code>', 'ND1 … ND9')
    .addOption(new Option('--source <source>', 'KCQG, KCDP').argParser(oneOf('KCQG', 'KCDP')))
    .addOption(new Option('--province <set.code>', 'vn63.38, vn34.38').argParser(provinceOption));

function addRules(program: Command, running: Running): void {
  const rules = program.command('rules').description('Các quy định theo ngày / The dated rules');
  ofRules(rules.command('list', { isDefault: true }).description('Quy định có hiệu lực / The rules in force'))
    .addOption(new Option('--day <day>', 'mặc định hôm nay / today by default').argParser(dayOption))
    .action(running(async (run, options) => (await import('./commands/rules.ts')).listOfRules(run, options)));
  ofRules(rules.command('compare').description('So sánh hai ngày / Compare two days'))
    .addArgument(new Argument('<dayA>').argParser(dayOption))
    .addArgument(new Argument('<dayB>').argParser(dayOption))
    .action((dayA: string, dayB: string, options: RulesOptions) =>
      running<RulesOptions>(async (run, asked) => (await import('./commands/rules.ts')).comparisonOfRules(run, { ...asked, dayA, dayB }))(
        options,
      ),
    );
  addRuleChanges(rules, running);
}

function addRuleChanges(rules: Command, running: Running): void {
  general(
    rules
      .command('try')
      .description('Thử quy định trên đề án đã duyệt, không ghi / Try rules on approved projects; 2 when some would be refused'),
  )
    .argument('<rows.json>')
    .addOption(planYear().makeOptionMandatory())
    .addOption(region())
    .addOption(new Option('--province <set.code>', 'vn63.38, vn34.38').argParser(provinceOption))
    .action((file: string, options: TryOptions) =>
      running<TryOptions>(async (run, asked) => (await import('./commands/rules-change.ts')).tryRules(run, { ...asked, file }))(options),
    );
  general(rules.command('activate').description('Áp dụng quy định / Activate rules; 2 when they are refused'))
    .argument('<rows.json>')
    .action((file: string, options: object) =>
      running(async (run) => (await import('./commands/rules-change.ts')).activateRules(run, { file }))(options),
    );
  general(rules.command('revoke').description('Thu hồi một đợt áp dụng / Revoke an activation'))
    .argument('<activation>', 'national-1, vn63.38-1')
    .requiredOption('--reason <text>', 'lý do / why')
    .action((activation: string, options: { readonly reason: string }) =>
      running<typeof options>(async (run, { reason }) =>
        (await import('./commands/rules-change.ts')).revokeRules(run, { activation, reason }),
      )(options),
    );
}
