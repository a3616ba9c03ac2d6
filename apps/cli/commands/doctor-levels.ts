import { OWN_LEVELS } from '#event-log/sqlite-levels';
import type { SqliteLog } from '#event-log/sqlite-log';
import { FORMAT } from '#event-log/sqlite-schema';
import { instantText } from '#reports/printed-dates';
import { type Check, found } from './doctor-check.ts';

/** What the log asks of the programs that open it, and whether this one may write. One that may not even read has been refused before. */
export function levelsFound(opened: SqliteLog): Check {
  const { reader, writer: least, raised } = opened.levels();
  const since = raised === null ? '' : ` (${raised.by}, ${instantText(raised.at)})`;
  return found(
    'levels',
    OWN_LEVELS.able < least ? 'broken' : 'ok',
    `định dạng ${FORMAT}, đọc từ mức ${reader}, ghi từ mức ${least}${since}; bản này ở mức ${OWN_LEVELS.able}`,
    `format ${FORMAT}, min reader ${reader}, min writer ${least}${since}; this program has level ${OWN_LEVELS.able}`,
  );
}
