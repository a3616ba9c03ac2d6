import { type Command, Option } from 'commander';
import type { AddWebhookOptions } from '../commands/webhooks.ts';
import { provinceOption, webhookOption } from '../option-values.ts';
import { general, type Running } from './line-options.ts';

export function addWebhooks(program: Command, running: Running): void {
  const webhooks = program.command('webhooks').description('Hệ thống khác nhận nhắc việc / Programs that are told of reminders');
  general(webhooks.command('list', { isDefault: true }).description('Danh sách / The list')).action(
    running<object>(async (run) => (await import('../commands/webhooks.ts')).listWebhooks(run)),
  );
  general(webhooks.command('add').description('Đăng ký một địa chỉ, hiện khóa ký / Add a receiver; its secret is shown'))
    .argument('<url>')
    .addOption(new Option('--province <set.code>', 'mặc định cả nước / the whole country by default').argParser(provinceOption))
    .action((url: string, options: Omit<AddWebhookOptions, 'url'>) =>
      running<Omit<AddWebhookOptions, 'url'>>(async (run, asked) =>
        (await import('../commands/webhooks.ts')).addWebhook(run, { ...asked, url }),
      )(options),
    );
  general(webhooks.command('rotate').description('Đổi khóa ký, khóa cũ còn 24 giờ / A new secret; the former signs for 24 hours more'))
    .argument('<id>', 'wh-…', webhookOption)
    .action((webhook: string, options: object) =>
      running<object>(async (run) => (await import('../commands/webhooks.ts')).rotateWebhook(run, { webhook }))(options),
    );
  general(webhooks.command('remove').description('Thôi báo cho một địa chỉ / Remove a receiver and its secret'))
    .argument('<id>', 'wh-…', webhookOption)
    .requiredOption('--reason <text>', 'lý do / why')
    .action((webhook: string, options: { readonly reason: string }) =>
      running<typeof options>(async (run, { reason }) => (await import('../commands/webhooks.ts')).removeWebhook(run, { webhook, reason }))(
        options,
      ),
    );
}
