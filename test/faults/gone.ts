/** What `fetch` throws when the other side is gone; everything else is thrown on. By name: a test's realm has a TypeError of its own. */
export function goneOnly(error: unknown): null {
  if ((error as Error).name === 'TypeError') return null;
  throw error;
}
