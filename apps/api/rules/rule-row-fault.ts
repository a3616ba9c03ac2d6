/** What a row of the rules may be made of, whatever its list: plain values, few of them, texts with nothing unseen in them. */
import { type Fault, fault } from '../asked/fault.ts';
import { textFault } from '../asked/text-rules.ts';

/** A row of a list has about a dozen fields, some of them lists of names. */
const VALUES_MAX = 200;
const TEXT = { lengthMax: 2_000, lines: false, name: false } as const;

export function ruleRowFault(row: unknown): Fault | null {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return fault('type', 'must be an object');
  if (typeof (row as { readonly id?: unknown }).id !== 'string') return fault('required', 'must be a text', '/id');
  let values = 0;
  const look = (value: unknown, at: string): Fault | null => {
    if (++values > VALUES_MAX) return fault('too-many-items', `must have at most ${VALUES_MAX} values`);
    if (typeof value === 'string') return placed(textFault(value, TEXT), at);
    if (typeof value !== 'object' || value === null) return null;
    for (const [name, part] of Object.entries(value)) {
      const found = look(part, `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`);
      if (found !== null) return found;
    }
    return null;
  };
  return look(row, '');
}

const placed = (found: Fault | null, at: string): Fault | null => (found === null || at === '' ? found : { ...found, at });
