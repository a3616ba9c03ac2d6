import type { Command } from 'commander';
import type { ImportOptions } from '../commands/import.ts';
import { general, type Running } from './line-options.ts';

export function addRecording(program: Command, running: Running): void {
  general(program.command('import').description('Nhập sổ đăng ký CSV / Import a register; 2 when rows are refused'))
    .argument('<file.csv>')
    .option('--dry-run', 'kiểm tra, không ghi / judge and write nothing')
    .option('--accept-good', 'ghi các dòng đúng, bỏ dòng sai / take the good rows, leave the bad ones')
    .action((file: string, options: ImportOptions) =>
      running<ImportOptions>(async (run, asked) => (await import('../commands/import.ts')).importFile(run, { ...asked, file }))(options),
    );
}
