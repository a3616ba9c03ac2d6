/** `reminders-zone-child.js <folder>`: lives some projects through some days on a host of its time zone; prints what was sent, by line. */
import { MemoryLog } from '#event-log/memory-log';
import { expectedText } from '#testkit/reminder-oracle';
import { daysFrom, livedThrough, REGISTER, rowsOf } from '../reminders/register-days.ts';

const EVERY = 60;
const [folder = '', jumps = ''] = process.argv.slice(2);
const rows = rowsOf(REGISTER).filter((_, index) => index % EVERY === 5);
const days = daysFrom('2021-12-01', '2022-04-30');
const sent = await livedThrough({ log: new MemoryLog(), folder, rows, days, jumps: jumps === 'jumps' });
process.stdout.write(`${new Date(2022, 2, 1, 23, 45).toISOString()}\n${sent.map(expectedText).join('\n')}\n`);
