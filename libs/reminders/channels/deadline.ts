/**
 * Runs work that must end in time. The work is told by its signal, and must then reject: nobody waits for it otherwise, but nobody else
 * closes its connections either. The limits of a network are of this machine's clock, whatever day a simulation says it is.
 * @param ms at most 60,000
 */
export async function within<Result>(ms: number, signal: AbortSignal, work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const ended = new AbortController();
  const stop = (): void => ended.abort(new Error('stopped by the caller'));
  const timer = setTimeout(() => ended.abort(new Error(`not done within ${ms} ms`)), ms);
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop, { once: true });
  try {
    return await work(ended.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}
