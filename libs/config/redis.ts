/** A Redis server as `TIENDO_QUEUE` names it. */
export interface RedisPlace {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  readonly username: string | null;
  readonly password: string | null;
  readonly db: number;
}

const REDIS =
  /^(rediss?):\/\/(?:([^\s:@/?#]*)(?::([^\s:@/?#]+))?@)?([A-Za-z0-9]([A-Za-z0-9.-]*)|\[[0-9A-Fa-f:.]+\])(?::(\d{1,5}))?(?:\/(\d{1,2}))?\/?$/;
const PORT = 6_379;
const LOOPBACK = /^(?:127\.0\.0\.1|::1|localhost)$/;

/** @returns null: not of the form `redis://[user[:password]@]host[:port][/database]`, or `rediss://…` */
export function redisOf(text: string): RedisPlace | null {
  const [, scheme, user, secret, host = '', , port = String(PORT), db = '0'] = REDIS.exec(text) ?? [];
  if (scheme === undefined || Number(port) < 1 || Number(port) > 65_535) return null;
  try {
    const [username, password] = [user, secret].map((part) => (part ? decodeURIComponent(part) : null));
    const named = { username: username ?? null, password: password ?? null };
    return { host: host.replace(/^\[|\]$/g, ''), port: Number(port), tls: scheme === 'rediss', ...named, db: Number(db) };
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

/** Without TLS only to this machine, or to a name of one label: only the private network of containers knows such a name. */
export const mayBePlain = ({ host }: RedisPlace): boolean => LOOPBACK.test(host) || /^[A-Za-z][A-Za-z0-9-]*$/.test(host);

/** As it may be shown: who logs in is left out. */
export function redisText({ host, port, tls, username, password, db }: RedisPlace): string {
  const who = username === null && password === null ? '' : '***@';
  return `${tls ? 'rediss' : 'redis'}://${who}${host.includes(':') ? `[${host}]` : host}:${port}${db === 0 ? '' : `/${db}`}`;
}
