import { oneLine, shortened } from '../words/plain-text.ts';

const ADDRESS = /[^\s<>,;:"'()[\]]+@[^\s<>,;:"'()[\]]+/gu;
const SAID_MAX = 200;

/** What a receiver said, fit for the log: one line, short, no addresses of people. */
export const said = (text: string): string => shortened(oneLine(text).replace(ADDRESS, '…'), SAID_MAX);
