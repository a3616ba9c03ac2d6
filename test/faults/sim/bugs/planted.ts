import type { Bug } from './bug.ts';
import { followUpBugs } from './follow-up-bugs.ts';
import { logBugs } from './log-bugs.ts';
import { readerBugs } from './reader-bugs.ts';
import { ruleBugs } from './rule-bugs.ts';

/** Every planted bug: the simulation is good enough only if it finds them all. */
export const planted: readonly Bug[] = [...logBugs, ...ruleBugs, ...readerBugs, ...followUpBugs];
