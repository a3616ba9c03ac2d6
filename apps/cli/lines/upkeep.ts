import { type Command, Option } from 'commander';
import type { CompareOptions } from '../commands/compare.ts';
import type { ParkedOptions } from '../commands/parked.ts';
import { wholeOption } from '../option-values.ts';
import { general, type Running } from './line-options.ts';

export function addUpkeep(program: Command, running: Running): void {
  general(program.command('verify').description('Kiểm chứng nhật ký / Verify the log; 2 when it is broken')).action(
    running(async (run) => (await import('../commands/verify.ts')).verify(run)),
  );
  general(program.command('doctor').description('Kiểm tra môi trường và dữ liệu / Check settings, folders and invariants')).action(
    running(async (run) => (await import('../commands/doctor.ts')).doctor(run)),
  );
  general(program.command('rebuild').description('Dựng lại mô hình đọc từ nhật ký / Rebuild the read models from the log'))
    .option('--model <name>', 'chỉ so sánh mô hình này / compare this model only')
    .action(running(async (run, options) => (await import('../commands/rebuild.ts')).rebuildModels(run, options)));
  general(program.command('parked').description('Hồ sơ phải chờ trong mô hình đọc / Streams parked in a read model; 2 when there are some'))
    .option('--retry', 'áp dụng lại theo thứ tự / apply them again, in order')
    .action(running<ParkedOptions>(async (run, options) => (await import('../commands/parked.ts')).showParked(run, options)));
  general(
    program.command('compare').description('So hồ sơ ngẫu nhiên với nhật ký / Compare random streams with the log; 2 when one differs'),
  )
    .addOption(new Option('--streams <n>', 'số hồ sơ / how many').argParser(wholeOption(1, 1_000_000)).default(100))
    .addOption(new Option('--seed <s>', 'để lặp lại / to repeat it').argParser(wholeOption(0, 999_999_999)).default(1))
    .action(running<CompareOptions>(async (run, options) => (await import('../commands/compare.ts')).compareRows(run, options)));
  addBuilds(program, running);
}

function addBuilds(program: Command, running: Running): void {
  const builds = program.command('builds').description('Các bản mô hình đọc / The builds of the read models');
  const command = (name: string, description: string, isDefault = false): Command =>
    general(builds.command(name, { isDefault }).description(description));
  command('list', 'Đang dùng, còn giữ, đang dựng / Current, kept, being built', true).action(
    running(async (run) => (await import('../commands/builds.ts')).showBuilds(run)),
  );
  command('roll-back', 'Dùng lại bản trước / Go back to the former build').action(
    running(async (run) => (await import('../commands/builds.ts')).rollBackBuild(run)),
  );
  command('drop', 'Xóa bản trước / Drop the former build').action(
    running(async (run) => (await import('../commands/builds.ts')).dropBuild(run)),
  );
  command('cancel', 'Hủy bản đang dựng / Cancel what is being built').action(
    running(async (run) => (await import('../commands/builds.ts')).cancelBuild(run)),
  );
}
