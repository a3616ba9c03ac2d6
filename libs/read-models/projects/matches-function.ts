import type { DatabaseSync } from 'node:sqlite';

/** SQL function of one project number: whether it is among the matches of the question at hand. */
export const MATCHES = 'matches_asked';

interface Holder {
  matches: (n: number) => boolean;
}

const NONE: Holder['matches'] = () => false;
const asked = new WeakMap<DatabaseSync, Holder>();

/** Makes the function known to a connection, before a statement that uses it is prepared. */
export function registerMatches(db: DatabaseSync): void {
  if (asked.has(db)) return;
  const holder: Holder = { matches: NONE };
  asked.set(db, holder);
  db.function(MATCHES, (n) => (holder.matches(n as number) ? 1 : 0));
}

/** Runs a question with these matches. */
export function whileMatching<Answer>(db: DatabaseSync, matches: (n: number) => boolean, question: () => Answer): Answer {
  const holder = asked.get(db);
  if (holder === undefined) throw new Error('the function is not registered with this connection');
  holder.matches = matches;
  try {
    return question();
  } finally {
    holder.matches = NONE;
  }
}
