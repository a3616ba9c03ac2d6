import type { CausationChain, CausationNode } from '#contracts/causation';
import type { RecordChange, RecordDifference } from '#contracts/difference';
import type { Stage } from '#contracts/figures';
import type { RecordField } from '#contracts/record-fields';
import type { Holder } from '#contracts/record-parts';
import { isDate } from '#lifecycle/calendar-date';
import { provinceName } from '#reference/provinces';
import { contentWords } from '#reports/explain/words';
import { instantText, vietnameseDate } from '#reports/printed-dates';
import { amount, holderText, instantDay, stageText } from './reading-words.ts';
import type { Terminal } from './terminal.ts';

/** A difference for people: each field before → after with its events, then the events. */
export function differenceText({ project, from, to, changes, events }: RecordDifference, terminal: Terminal): string {
  const numbers = new Map(events.map(({ id }, index) => [id, index + 1]));
  const fields = changes.filter(tells).map(({ field, name, before, after, events: behind }) => {
    const by = behind.length === 0 ? '' : `  [${behind.map((id) => numbers.get(id)).join(', ')}]`;
    return `  ${terminal.say(name)}: ${valueText(field, before, terminal)} → ${valueText(field, after, terminal)}${by}`;
  });
  const happened = events.map(
    ({ side, because, occurredOn, recordedAt, sentence }, index) =>
      `  ${String(index + 1).padStart(3)}. ${side === 'added' ? '+' : '−'} ${vietnameseDate(occurredOn)}  ${terminal.say(sentence)}` +
      (because === 'learnt'
        ? terminal.say({ vi: ` (đến ${instantDay(recordedAt)} mới ghi)`, en: ` (recorded only on ${instantDay(recordedAt)})` })
        : ''),
  );
  const nothing = terminal.say({ vi: '  không có gì khác', en: '  nothing is different' });
  return [
    `${project.code}: ${viewText(from, terminal)} → ${viewText(to, terminal)}`,
    '',
    ...(fields.length === 0 ? [nothing] : fields),
    ...(happened.length === 0 ? [] : ['', terminal.say({ vi: 'Các sự kiện:', en: 'Events:' }), ...happened]),
  ].join('\n');
}

function viewText({ asOf, knownAt, exists }: RecordDifference['from'], terminal: Terminal): string {
  const known =
    knownAt === null ? '' : terminal.say({ vi: `, biết đến ${vietnameseDate(knownAt)}`, en: `, as known on ${vietnameseDate(knownAt)}` });
  const none = exists ? '' : terminal.say({ vi: ' (chưa có đề án)', en: ' (no such project yet)' });
  return `${vietnameseDate(asOf)}${known}${none}`;
}

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

/** That an empty list came with a project says nothing. */
const tells = ({ before, after }: RecordChange): boolean =>
  !(before === null && isEmptyList(after)) && !(after === null && isEmptyList(before));

/** A value as the record's page writes it; of a section how much there is, as the events below say what. `--json` has it whole. */
function valueText(field: RecordField, value: unknown, terminal: Terminal): string {
  if (value === null || value === undefined || isEmptyList(value)) return '–';
  if (typeof value === 'number') return field.startsWith('money.') ? amount(value, terminal) : String(value);
  if (Array.isArray(value)) return terminal.say({ vi: `${value.length} mục`, en: value.length === 1 ? '1 item' : `${value.length} items` });
  if (field === 'ball.days') return daysText(value as Readonly<Record<Holder, number>>, terminal);
  if (typeof value === 'object') return terminal.say({ vi: '(xem --json)', en: '(see --json)' });
  return codeText(field, String(value), terminal);
}

function codeText(field: RecordField, code: string, terminal: Terminal): string {
  if (field === 'stage') return stageText(code as Stage, terminal);
  if (field === 'ball.holder') return holderText(code as Holder, terminal);
  if (field === 'content') return terminal.say(contentWords(code));
  if (field === 'province') return provinceText(code);
  return isDate(code) ? vietnameseDate(code) : code;
}

function provinceText(code: string): string {
  const [set, number = ''] = code.split('.');
  return provinceName({ set: set === 'vn34' ? 'vn34' : 'vn63', code: number });
}

function daysText(days: Readonly<Record<Holder, number>>, terminal: Terminal): string {
  const held = (Object.keys(days) as readonly Holder[]).filter((holder) => days[holder] > 0);
  return held.map((holder) => `${holderText(holder, terminal)} ${days[holder]}`).join(', ') || '–';
}

/** A chain for people: what is above, from the first cause, then the asked with what came of it, drawn as a tree. */
export function chainText({ why, effects }: CausationChain, terminal: Terminal): string {
  const causes = why.map((node) => `  ${nodeText(node, terminal)}`);
  const above = terminal.say({ vi: 'Vì sao:', en: 'Why:' });
  const below = terminal.say({ vi: 'Dẫn đến:', en: 'Led to:' });
  return [...(causes.length === 0 ? [] : [above, ...causes, '']), below, ...effects.flatMap((node) => branch(node, terminal, '  '))].join(
    '\n',
  );
}

function branch(node: CausationNode, terminal: Terminal, indent: string): readonly string[] {
  const more =
    node.more === 0 ? [] : [`${indent}   ${terminal.say({ vi: `… và ${node.more} luồng khác`, en: `… and ${node.more} more streams` })}`];
  return [`${indent}${nodeText(node, terminal)}`, ...node.children.flatMap((child) => branch(child, terminal, `${indent}   `)), ...more];
}

function nodeText(node: CausationNode, terminal: Terminal): string {
  const when = `${vietnameseDate(node.occurredOn)} (${terminal.say({ vi: 'ghi', en: 'recorded' })} ${instantText(node.recordedAt)})`;
  if (node.kind === 'event') {
    const place = node.project === null ? node.stream : node.project.code;
    return `• ${when} ${place} #${node.revision}: ${terminal.say(node.sentence)}  ${node.id}`;
  }
  const behalf =
    node.onBehalfOf === null ? '' : terminal.say({ vi: ` thay cho ${node.onBehalfOf}`, en: ` on behalf of ${node.onBehalfOf}` });
  const unit = node.unit === null ? '' : `, ${node.unit}`;
  return `▸ ${when} ${terminal.say({ vi: 'lệnh của', en: 'command of' })} ${node.actor}${unit}${behalf}  ${node.id}`;
}
