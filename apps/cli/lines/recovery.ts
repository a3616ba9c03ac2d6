import { Argument, type Command, Option } from 'commander';
import type { BackupOptions } from '../commands/backup.ts';
import type { RestoreOptions } from '../commands/restore.ts';
import { pathOption } from '../option-values.ts';
import { general, type Running } from './line-options.ts';

const folder = (description: string): Argument => new Argument('<folder>', description).argParser(pathOption);
const path = (flags: string, description: string): Option => new Option(flags, description).argParser(pathOption);

export function addRecovery(program: Command, running: Running): void {
  general(program.command('backup').description('Sao lưu khi đang chạy / Back up, beside a running server'))
    .addArgument(folder('thư mục mới / a new folder'))
    .addOption(path('--since <folder>', 'bản trước, dùng chung tệp đính kèm / a former backup to share attached files with'))
    .action((folder: string, options: BackupOptions) =>
      running<BackupOptions>(async (run, asked) => (await import('../commands/backup.ts')).backUp(run, { ...asked, folder }))(options),
    );
  general(program.command('restore').description('Phục hồi, luôn kiểm chứng / Restore, always verified; 2 when anything differs'))
    .addArgument(folder('bản sao lưu / the backup'))
    .option('--verify', 'luôn kiểm chứng, có ghi hay không / always done, said or not')
    .addOption(path('--to <folder>', 'thư mục dữ liệu khác / another data folder'))
    .option('--replace', 'thay nhật ký đang có, giữ bản cũ / replace the log that is there, keeping it aside')
    .option('--dry-run', 'làm mọi phép kiểm, không đổi gì / every check and no change')
    .action((folder: string, options: RestoreOptions) =>
      running<RestoreOptions>(async (run, asked) => (await import('../commands/restore.ts')).restoreBackup(run, { ...asked, folder }))(
        options,
      ),
    );
  general(program.command('reconcile').description('Sau phục hồi: còn thiếu gì / After a restore: what is lacking'))
    .addOption(path('--csv <file>', 'ghi các sự kiện thiếu / write the lacking events'))
    .option('--confirm', 'đã đối chiếu xong, cho gửi lại / it is done, sending may go on')
    .option('--reason <text>', 'lý do, được ghi lại / why; recorded')
    .action(running(async (run, options) => (await import('../commands/reconcile.ts')).reconcile(run, options)));
  general(program.command('drill').description('Diễn tập phục hồi / Restore drill; 2 on any difference'))
    .option('--keep', 'giữ lại kết quả / keep what was made')
    .action(running(async (run, options) => (await import('../commands/drill.ts')).restoreDrill(run, options)));
}
