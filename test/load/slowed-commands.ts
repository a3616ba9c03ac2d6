/** `slowed-commands.js <folder> <writers>`: our commands on whatever disk this process was given; prints one sample as JSON. */
import { piecesOf } from './command-work.ts';
import { OurCommands } from './our-commands.ts';
import { loaded } from './writers.ts';

/** Few, as each of them waits for the disk alone when there is one writer. */
const PIECES_PER_WRITER = 150;
const PROJECTS = 256;

const [folder = '', count = '1'] = process.argv.slice(2);
const writers = Number(count);
const ours = await OurCommands.start(folder, PROJECTS);
const pieces = piecesOf('slow', writers * PIECES_PER_WRITER, PROJECTS);
const sample = await loaded({ writers, pieces, work: (piece) => ours.work(piece) });
await ours.stop();
process.stdout.write(JSON.stringify(sample));
