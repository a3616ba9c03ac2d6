import type { Command } from 'commander';
import type { LogCopyOptions } from '../commands/log-copy.ts';
import { general, type Running } from './line-options.ts';

export function addLog(program: Command, running: Running): void {
  const log = program.command('log').description('Nhật ký sự kiện / The event log');
  general(log.command('copy').description('Sao chép nhật ký sang nơi khác, chạy lại thì làm tiếp / Copy the log, again to go on'))
    .requiredOption('--from <place>', 'sqlite:TỆP, kurrentdb://…, settings: TIENDO_LOG / sqlite:FILE, kurrentdb://…, settings')
    .requiredOption('--to <place>', 'như trên / the same')
    .option('--verify-only', 'chỉ đối chiếu, không ghi gì / compare only, write nothing')
    .action(running<LogCopyOptions>(async (run, options) => (await import('../commands/log-copy.ts')).copyLogs(run, options)));
}
