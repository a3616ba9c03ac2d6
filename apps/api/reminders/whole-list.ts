import type { FastifyReply } from 'fastify';
import { setImmediate } from 'node:timers/promises';
import type { Page } from '#contracts/reminders';
import type { PageAsked } from '#reminders/queries/deliveries';

const PAGE = 200;
/** A spreadsheet has a million rows; nobody reads as many messages. */
const ROWS_MAX = 50_000;

/** Every page of a list, other requests in between. */
export async function wholeList<Row>(page: (asked: PageAsked) => Page<Row>): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (let after: string | undefined; rows.length < ROWS_MAX;) {
    const found = page({ after, limit: PAGE });
    rows.push(...found.rows);
    if (found.next === null) break;
    after = found.next;
    await setImmediate();
  }
  return rows;
}

export const sendCsv = (reply: FastifyReply, name: string, text: string): void =>
  void reply
    .headers({ 'Cache-Control': 'no-store', 'Content-Disposition': `attachment; filename="tiendo-reminders-${name}.csv"` })
    .type('text/csv; charset=utf-8')
    .send(text);
