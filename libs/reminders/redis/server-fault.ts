const LEAST = [6, 2] as const;

/**
 * Why a Redis must not be used, by its answer to `INFO` (which managed servers answer, unlike `CONFIG GET`); null: it may. One that
 * evicts keys would silently drop jobs, locks and schedules. @see https://docs.bullmq.io/guide/going-to-production#max-memory-policy
 */
export function serverFault(info: string): string | null {
  const of = (name: string): string | undefined => new RegExp(`^${name}:(.*?)\r?$`, 'm').exec(info)?.[1];
  const [version = '', policy = 'unknown'] = [of('redis_version'), of('maxmemory_policy')];
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < LEAST[0] || (major === LEAST[0] && minor < LEAST[1])) return `Redis is ${version || 'unknown'}: it must be 6.2 or newer`;
  return policy === 'noeviction' ? null : `Redis has maxmemory-policy ${policy}: it must be noeviction, or it drops what is queued`;
}
