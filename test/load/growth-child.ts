/** `growth-child.js <log> <warm|cold> <round>`: commands on projects that it begins in a log that is there; prints one sample as JSON. */
import { SqliteLog } from '#event-log/sqlite-log';
import { begin, type Piece, piecesOf } from './command-work.ts';
import { OurCommands } from './our-commands.ts';
import { loaded } from './writers.ts';

const WRITERS = 16;
const PROJECTS = 500;
const PIECES = 3_000;
/** Of the rehearsal, which is not counted: the first pieces are compiled while they run. */
const REHEARSED = 500;

const [file = '', states = 'warm', round = '1'] = process.argv.slice(2);
const log = await SqliteLog.open({ file, program: 'bench' });
const ours = new OurCommands(log, await begin(log, PROJECTS));
const work = states === 'warm' ? (piece: Piece) => ours.work(piece) : ours.cold();
const run = (name: string, count: number) => loaded({ writers: WRITERS, pieces: piecesOf(name, count, PROJECTS), work });
await run(`rehearsal ${states} ${round}`, REHEARSED);
const sample = await run(`${states} ${round}`, PIECES);
await log.close();
process.stdout.write(JSON.stringify(sample));
