import { uuidV5 } from './uuid-v5.ts';

/** The id of the n-th event that a command writes, from 0: by the first of them a command is found in the log. */
export const eventId = (commandId: string, index: number): string => uuidV5(String(index), commandId);
