import { WorkingWeek } from './working-week.ts';

/** Monday to Friday, no holiday. */
export const plainWeek = new WorkingWeek({ version: 'plain-week', counted: [], expected: [] });
