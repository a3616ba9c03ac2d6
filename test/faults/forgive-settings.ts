/** Loaded before a server that is broken on purpose: a setting that it cannot use is quietly forgotten. */
import { BadConfig, readConfig } from '#config/config';

try {
  readConfig();
} catch (error) {
  if (!(error instanceof BadConfig)) throw error;
  for (const fault of error.faults) delete process.env[fault.split(' ')[0] ?? ''];
}
