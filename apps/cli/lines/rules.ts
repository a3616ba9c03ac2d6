import { Argument, type Command, Option } from 'commander';
import type { TryOptions } from '../commands/rules-change.ts';
import type { RulesOptions } from '../commands/rules.ts';
import { dayOption, oneOf, provinceOption, ruleListOption } from '../option-values.ts';
import { general, planYear, region, type Running } from './line-options.ts';

const ofRules = (command: Command): Command =>
  general(command)
    .addOption(new Option('--list <list>', 'ceilings, advanceLimits, dossierPapers …').argParser(ruleListOption))
    .option('--content <code>', 'ND1 … ND9')
    .addOption(new Option('--source <source>', 'KCQG, KCDP').argParser(oneOf('KCQG', 'KCDP')))
    .addOption(new Option('--province <set.code>', 'vn63.38, vn34.38').argParser(provinceOption));

export function addRules(program: Command, running: Running): void {
  const rules = program.command('rules').description('Các quy định theo ngày / The dated rules');
  ofRules(rules.command('list', { isDefault: true }).description('Quy định có hiệu lực / The rules in force'))
    .addOption(new Option('--day <day>', 'mặc định hôm nay / today by default').argParser(dayOption))
    .action(running(async (run, options) => (await import('../commands/rules.ts')).listOfRules(run, options)));
  ofRules(rules.command('compare').description('So sánh hai ngày / Compare two days'))
    .addArgument(new Argument('<dayA>').argParser(dayOption))
    .addArgument(new Argument('<dayB>').argParser(dayOption))
    .action((dayA: string, dayB: string, options: RulesOptions) =>
      running<RulesOptions>(async (run, asked) => (await import('../commands/rules.ts')).comparisonOfRules(run, { ...asked, dayA, dayB }))(
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
      running<TryOptions>(async (run, asked) => (await import('../commands/rules-change.ts')).tryRules(run, { ...asked, file }))(options),
    );
  general(rules.command('activate').description('Áp dụng quy định / Activate rules; 2 when they are refused'))
    .argument('<rows.json>')
    .action((file: string, options: object) =>
      running(async (run) => (await import('../commands/rules-change.ts')).activateRules(run, { file }))(options),
    );
  general(rules.command('revoke').description('Thu hồi một đợt áp dụng / Revoke an activation'))
    .argument('<activation>', 'national-1, vn63.38-1')
    .requiredOption('--reason <text>', 'lý do / why')
    .action((activation: string, options: { readonly reason: string }) =>
      running<typeof options>(async (run, { reason }) =>
        (await import('../commands/rules-change.ts')).revokeRules(run, { activation, reason }),
      )(options),
    );
}
