import type { DatabaseSync } from 'node:sqlite';
import { codesTwice } from '#read-models/projects/codes-twice';
import { type Check, found } from './doctor-check.ts';

/** Codes that two projects have, from before a code named its stream. Nothing when all is as usual. */
export function codesFound(db: DatabaseSync): readonly Check[] {
  const twice = codesTwice(db);
  const [first] = twice;
  if (first === undefined) return [];
  const named = `${first.code} (${first.projects.join(', ')})`;
  return [
    found(
      'codes',
      'note',
      `${twice.length} mã đề án có hơn một đề án, đầu tiên ${named}; rút đề án thừa`,
      `${twice.length} codes have more than one project, first ${named}; withdraw the one too many`,
    ),
  ];
}
