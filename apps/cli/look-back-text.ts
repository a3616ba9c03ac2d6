import type { CausationChain, CausationNode } from '#contracts/causation';
import type { RecordDifference } from '#contracts/difference';
import { vietnameseDate } from '#reports/terminal-table';
import type { Terminal } from './terminal.ts';

/** Longer values are cut in the text; `--json` has them whole. */
const VALUE_LETTERS = 160;

/** A difference for people: each field before → after with its events, then the events. */
export function differenceText({ project, from, to, changes, events }: RecordDifference, terminal: Terminal): string {
  const numbers = new Map(events.map(({ id }, index) => [id, index + 1]));
  const fields = changes.flatMap(({ name, before, after, events: behind }) => {
    const by = behind.length === 0 ? '' : `  [${behind.map((id) => numbers.get(id)).join(', ')}]`;
    return [`  ${terminal.say(name)}: ${valueText(before)} → ${valueText(after)}${by}`];
  });
  const happened = events.map(
    ({ side, because, occurredOn, recordedAt, sentence }, index) =>
      `  ${String(index + 1).padStart(3)}. ${side === 'added' ? '+' : '−'} ${vietnameseDate(occurredOn)}  ${terminal.say(sentence)}` +
      (because === 'learnt'
        ? terminal.say({ vi: ` (chỉ ghi ngày ${dayOf(recordedAt)})`, en: ` (recorded only on ${dayOf(recordedAt)})` })
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
  const known = knownAt === null ? '' : terminal.say({ vi: `, biết đến ${vietnameseDate(knownAt)}`, en: `, known at ${knownAt}` });
  const none = exists ? '' : terminal.say({ vi: ' (chưa có đề án)', en: ' (no such project yet)' });
  return `${terminal.say({ vi: vietnameseDate(asOf), en: asOf })}${known}${none}`;
}

const dayOf = (instant: string): string => instant.slice(0, 10);

function valueText(value: unknown): string {
  if (value === null || value === undefined) return '—';
  const text =
    typeof value === 'number' ? String(value).replace(/\B(?=(\d{3})+$)/g, '.') : typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > VALUE_LETTERS ? `${text.slice(0, VALUE_LETTERS)}…` : text;
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
  const when = `${vietnameseDate(node.occurredOn)} (${terminal.say({ vi: 'ghi', en: 'recorded' })} ${node.recordedAt})`;
  if (node.kind === 'event') {
    const place = node.project === null ? node.stream : node.project.code;
    return `• ${when} ${place} #${node.revision}: ${terminal.say(node.sentence)}  ${node.id}`;
  }
  const behalf =
    node.onBehalfOf === null ? '' : terminal.say({ vi: ` thay cho ${node.onBehalfOf}`, en: ` on behalf of ${node.onBehalfOf}` });
  const unit = node.unit === null ? '' : `, ${node.unit}`;
  return `▸ ${when} ${terminal.say({ vi: 'lệnh của', en: 'command of' })} ${node.actor}${unit}${behalf}  ${node.id}`;
}
