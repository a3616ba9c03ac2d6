import { type Command, Option } from 'commander';
import type { ListOutboxOptions, ShowOutboxOptions } from '../commands/outbox.ts';
import { wholeOption } from '../option-values.ts';
import { general, type Running } from './line-options.ts';

export function addOutbox(program: Command, running: Running): void {
  const outbox = program.command('outbox').description('Hộp thư đi khi chưa có máy chủ thư / Mails written down for want of a mail server');
  general(outbox.command('list', { isDefault: true }).description('Các thư, ngày mới nhất trước / The mails, newest days first'))
    .addOption(new Option('--first <n>', 'bao nhiêu thư / how many').argParser(wholeOption(1, 10_000)).default(50))
    .option('--after <name>', 'tiếp sau thư này / go on after this one')
    .action(running<ListOutboxOptions>(async (run, options) => (await import('../commands/outbox.ts')).showOutbox(run, options)));
  general(outbox.command('show').description('Một thư / One mail; 2 when there is none'))
    .argument('<name>')
    .addOption(new Option('--html', 'bản HTML / the HTML form').conflicts('raw'))
    .addOption(new Option('--raw', 'cả tệp .eml / the whole .eml file'))
    .action((name: string, options: Omit<ShowOutboxOptions, 'name'>) =>
      running<ShowOutboxOptions>(async (run, asked) => (await import('../commands/outbox.ts')).showMail(run, { ...asked, name }))(
        options as ShowOutboxOptions,
      ),
    );
}
