/** Time for work to end by itself once it is told to: it may have its answer already. */
const GRACE_MS = 500;

/**
 * Runs work that must end in time. The work is told by its signal, so that it lets go of its connections; soon after, nobody waits for
 * it any longer. The limits of a network are of this machine's clock, whatever day a simulation says it is.
 * @param ms at most 60,000
 */
export async function within<Result>(ms: number, signal: AbortSignal, work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const ended = new AbortController();
  const over = new Promise<never>((_resolve, reject) =>
    ended.signal.addEventListener('abort', () => setTimeout(() => reject(ended.signal.reason as Error), GRACE_MS).unref(), { once: true }),
  );
  const stop = (): void => ended.abort(new Error('stopped by the caller'));
  const timer = setTimeout(() => ended.abort(new Error(`not done within ${ms} ms`)), ms);
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  try {
    return await Promise.race([work(ended.signal), over]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}
