import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { systemClock, vietnamDay } from '#commands/clock';
import { Commands } from '#commands/handle';
import { BadRuleFile, readRuleFile, type RuleFile } from '#commands/rule-book-file';
import { tryRuleFile, type TrialResult } from '#commands/rule-book-trial';
import { refuseReservedIdentity } from '#commands/reserved-identity';
import { rulebookKind } from '#commands/stream-kind';
import { programName } from '#config/program-name';
import type { RulebookCommand } from '#lifecycle/rulebook/rulebook.decider';
import { rulesStream } from '#lifecycle/rulebook/rulebook.events';
import { projectIdsOf } from '#read-models/projects/project-ids';
import type { ProvinceRef } from '#reference/province-ref';
import type { Region } from '#reference/provinces';
import { EXIT, type Exit, Failure } from '../exit.ts';
import { openToWrite } from '../open-to-write.ts';
import { Progress } from '../progress.ts';
import { withReadSide } from '../read-side.ts';
import { refusedFile } from '../rules-text.ts';
import type { Run, Terminal } from '../terminal.ts';

export interface TryOptions {
  readonly file: string;
  readonly year: number;
  readonly region?: Region;
  readonly province?: ProvinceRef;
}

/** Projects that a terminal shows; `--json` has all. */
const REFUSED_SHOWN = 50;

/** `rules try <rows.json> --year Y`: which approved amounts the rows would have refused; 2 when there are some. Nothing is written. */
export async function tryRules({ config, terminal }: Run, { file, year, region, province }: TryOptions): Promise<Exit> {
  const rules = ruleFile(file);
  const progress = await Progress.on(terminal.streams.stderr);
  const words = terminal.say({ vi: 'thử quy định', en: 'trying the rules' });
  try {
    const { result, position } = await withReadSide(config, async ({ log, db, position }) => {
      const onProgress = (done: number, total: number): void => progress.show({ done, total, words: `${words} · ${done}` });
      const projects = projectIdsOf(db, { year, region, province });
      const asked = { file: rules, projects, today: vietnamDay(systemClock.now()), onProgress };
      return { result: await tryRuleFile(log, asked), position };
    });
    progress.end();
    const of = { file, year, region: region ?? null, province: province ?? null, position };
    terminal.answer({ ...of, ...result }, () => trialText(result, year, terminal));
    return result.refused.length > 0 ? EXIT.refused : EXIT.done;
  } catch (error) {
    throw refusedFile(error);
  } finally {
    progress.end();
  }
}

/** `rules activate <rows.json>`: the rows take effect, with the text that they stand on. */
export const activateRules = (run: Run, { file }: { readonly file: string }): Promise<Exit> => {
  const rules = ruleFile(file);
  return changeRules(run, { type: 'ActivateRules', ...rules });
};

/** `rules revoke <activation> --reason`: an activation is taken back by a further event. */
export const revokeRules = (run: Run, { activation, reason }: { readonly activation: string; readonly reason: string }): Promise<Exit> =>
  changeRules(run, { type: 'RevokeRules', province: provinceOf(activation), activation, reason });

type Change<Command = RulebookCommand> = Command extends RulebookCommand ? Omit<Command, 'occurredOn' | 'actor' | 'role'> : never;

async function changeRules({ config, terminal }: Run, change: Change): Promise<Exit> {
  const command = { ...change, occurredOn: vietnamDay(systemClock.now()), actor: config.operator, role: 'operator' } as RulebookCommand;
  const stream = rulesStream(command.province);
  const log = await openToWrite(config, programName('rules'));
  try {
    const trace = { commandId: randomUUID(), correlationId: randomUUID() };
    const { events, revision } = await new Commands(log).handle(rulebookKind, stream, { command: refuseReservedIdentity(command), trace });
    terminal.answer({ stream, events, revision }, () =>
      terminal.say(
        events === 0
          ? { vi: `${stream}: đã có hiệu lực từ trước, không ghi gì.`, en: `${stream}: it holds already, nothing was written.` }
          : { vi: `${stream}: đã ghi.`, en: `${stream}: recorded.` },
      ),
    );
    return EXIT.done;
  } catch (error) {
    throw refusedFile(error);
  } finally {
    await log.close();
  }
}

/** `vn63.38-1` is Thanh Hóa's first; `national-1` everybody's. */
function provinceOf(activation: string): ProvinceRef | null {
  const [, set, code] = /^(vn63|vn34)\.(\d{2})-/.exec(activation) ?? [];
  return set === undefined || code === undefined ? null : { set: set as ProvinceRef['set'], code };
}

/** @throws Failure it cannot be read or is no rule file */
function ruleFile(file: string): RuleFile {
  try {
    return readRuleFile(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof BadRuleFile)
      throw new Failure(
        { vi: `${file}${error.where === '' ? '' : ` ${error.where}`}: ${error.why.vi}`, en: `${file} ${error.message}` },
        EXIT.refused,
      );
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new Failure({ vi: `không đọc được tệp ${file}: ${message}`, en: `cannot read ${file}: ${message}` }, EXIT.refused);
  }
}

const million = (vnd: number): string => `${Math.round(vnd / 1_000_000)}`;

function trialText({ approved, refused, overVnd, notTried }: TrialResult, year: number, terminal: Terminal): string {
  const head = {
    vi: `Năm kế hoạch ${year}: ${approved} đề án đã duyệt, ${refused.length} đề án vượt mức mới, vượt ${million(overVnd)} triệu đồng. Không ghi gì.`,
    en: `Plan year ${year}: ${approved} approved projects, ${refused.length} over the new limits, by ${million(overVnd)} million đồng. Nothing written.`,
  };
  const rows = refused
    .slice(0, REFUSED_SHOWN)
    .map(({ code, approved: amount, most, rule }) => `  ${code}: ${million(amount)} > ${million(most)} (${rule})`);
  const more = refused.length - rows.length;
  const rest = { vi: `  … còn ${more} đề án; --json liệt kê tất cả`, en: `  … and ${more} more; --json lists all` };
  const untried = {
    vi: `  Không thử được: ${notTried.join(', ')}`,
    en: `  Not tried, an approved amount does not depend on them: ${notTried.join(', ')}`,
  };
  return [
    terminal.say(head),
    ...rows,
    ...(more > 0 ? [terminal.say(rest)] : []),
    ...(notTried.length > 0 ? [terminal.say(untried)] : []),
  ].join('\n');
}
