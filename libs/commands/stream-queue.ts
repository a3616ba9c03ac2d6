/** Runs jobs of one stream one after the other, jobs of different streams side by side. */
export class StreamQueue {
  private readonly tails = new Map<string, Promise<unknown>>();

  /** Resolves or rejects as the job does; a failed job does not stop those behind it. */
  run<Result>(stream: string, job: () => Promise<Result>): Promise<Result> {
    const tail = this.tails.get(stream);
    const result = tail === undefined ? job() : tail.then(job, job);
    this.tails.set(stream, result);
    const done = (): void => {
      if (this.tails.get(stream) === result) this.tails.delete(stream);
    };
    result.then(done, done);
    return result;
  }
}
