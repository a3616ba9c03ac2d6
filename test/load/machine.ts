import { cpus, loadavg, platform, release, totalmem } from 'node:os';

/** What the figures were measured on; nothing that names the machine. */
export const machine = (): object => ({
  processors: cpus().length,
  model: cpus()[0]?.model.trim() ?? 'unknown',
  memoryBytes: totalmem(),
  system: `${platform()} ${release()}`,
  /** Programs that wanted a processor in the last minute, our own included; on two processors more than two wait for each other. */
  load: Number((loadavg()[0] ?? 0).toFixed(1)),
});

export const versions = (): object => ({ node: process.version, v8: process.versions.v8, sqlite: process.versions['sqlite'] ?? 'unknown' });
