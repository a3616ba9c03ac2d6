import { type Command, Option } from 'commander';
import type { BootstrapOptions, SnapshotOptions } from '../commands/snapshots.ts';
import { pathOption, wholeOption } from '../option-values.ts';
import { general, type Running } from './line-options.ts';

export function addReadModels(program: Command, running: Running): void {
  const models = program.command('read-models').description('Bản chụp mô hình đọc / Snapshots of the read models');
  const folder = (flag: string, text: string): Option => new Option(flag, text).argParser(pathOption);
  general(models.command('snapshots', { isDefault: true }).description('Các bản chụp đang có / The snapshots that there are'))
    .addOption(folder('--in <folder>', 'thư mục, mặc định TIENDO_SNAPSHOTS / folder, TIENDO_SNAPSHOTS by default'))
    .action(
      running<{ readonly in?: string }>(async (run, options) => (await import('../commands/snapshots.ts')).showSnapshots(run, options)),
    );
  general(models.command('snapshot').description('Chụp bản đang dùng / Copy the current build, at one position'))
    .addOption(folder('--to <folder>', 'thư mục, mặc định TIENDO_SNAPSHOTS / folder, TIENDO_SNAPSHOTS by default'))
    .addOption(new Option('--keep <n>', 'số bản giữ lại / how many are kept').argParser(wholeOption(1, 100)))
    .action(running<SnapshotOptions>(async (run, options) => (await import('../commands/snapshots.ts')).snapshot(run, options)));
  general(models.command('bootstrap').description('Bắt đầu từ bản chụp / Begin from the newest snapshot that fits; 2 when none does'))
    .addOption(folder('--from <folder>', 'thư mục, mặc định TIENDO_SNAPSHOTS / folder, TIENDO_SNAPSHOTS by default'))
    .action(running<BootstrapOptions>(async (run, options) => (await import('../commands/snapshots.ts')).bootstrap(run, options)));
}
