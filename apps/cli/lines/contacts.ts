import { Argument, type Command, Option } from 'commander';
import type { ContactFilter } from '#lifecycle/contact/contact-filter';
import type { EndContactOptions } from '../commands/contacts.ts';
import type { ImportContactsOptions } from '../commands/contacts-import.ts';
import { dayOption, personOption, provinceOption, roleOption } from '../option-values.ts';
import { general, type Running } from './line-options.ts';

export function addContacts(program: Command, running: Running): void {
  const contacts = program.command('contacts').description('Danh bạ người nhận nhắc việc / Who may be reminded');
  general(contacts.command('list', { isDefault: true }).description('Danh sách / The list'))
    .addOption(new Option('--role <role>', 'centre-officer, appraisal-officer …').argParser(roleOption))
    .addOption(new Option('--province <set.code>', 'vn63.38, vn34.38').argParser(provinceOption))
    .addOption(new Option('--active-on <day>', 'ai nhận vào ngày này / who counts on this day').argParser(dayOption))
    .action(running<ContactFilter>(async (run, options) => (await import('../commands/contacts.ts')).listContacts(run, options)));
  general(contacts.command('import').description('Nhập danh bạ CSV / Import a contact file; 2 when rows are refused'))
    .argument('<file.csv>')
    .option('--dry-run', 'kiểm tra, không ghi / judge and write nothing')
    .action((file: string, options: ImportContactsOptions) =>
      running<ImportContactsOptions>(async (run, asked) =>
        (await import('../commands/contacts-import.ts')).importContactFile(run, { ...asked, file }),
      )(options),
    );
  general(contacts.command('export').description('Xuất danh bạ CSV / The contacts as a file to import')).action(
    running<object>(async (run) => (await import('../commands/contacts.ts')).exportContacts(run)),
  );
  general(contacts.command('end').description('Thôi gửi nhắc việc cho một người / End a contact'))
    .addArgument(new Argument('<person>', 'mã người / opaque id').argParser(personOption))
    .addOption(new Option('--last-day <day>', 'ngày cuối cùng / the last day').argParser(dayOption).makeOptionMandatory())
    .requiredOption('--reason <text>', 'lý do / why')
    .action((person: string, options: Omit<EndContactOptions, 'person'>) =>
      running<Omit<EndContactOptions, 'person'>>(async (run, asked) =>
        (await import('../commands/contacts.ts')).endContact(run, { ...asked, person }),
      )(options),
    );
}
