import { cpus, platform, release, totalmem } from 'node:os';

/** What the figures were measured on; nothing that names the machine. */
export const machine = (): object => ({
  processors: cpus().length,
  model: cpus()[0]?.model.trim() ?? 'unknown',
  memoryBytes: totalmem(),
  system: `${platform()} ${release()}`,
});

export const versions = (): object => ({ node: process.version, v8: process.versions.v8, sqlite: process.versions['sqlite'] ?? 'unknown' });
