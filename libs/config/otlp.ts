/** A collector of traces (OTLP over HTTP) as `TIENDO_OTLP` names it. */
export interface OtlpPlace {
  /** Where traces are posted to, without who posts them. */
  readonly url: string;
  /** Value of the header `Authorization`; null: the collector asks for none. */
  readonly authorization: string | null;
}

const NEAR = /^(?:127\.0\.0\.1|\[::1\]|[A-Za-z][A-Za-z0-9-]*)$/;

/**
 * A password goes without TLS only to this machine, or to a name of one label, which only a private network of containers knows.
 * @returns null: not of the form `http(s)://[user:password@]host[:port][/path]`, or a password that would be read on its way
 */
export function otlpOf(text: string): OtlpPlace | null {
  const url = URL.parse(text);
  if (url === null || !/^https?:\/\/[^\s?#]+$/.test(text) || `${url.search}${url.hash}` !== '') return null;
  const { username, password, hostname, protocol, origin, pathname } = url;
  const asked = `${username}${password}` !== '';
  if (asked && protocol === 'http:' && !NEAR.test(hostname)) return null;
  try {
    const who = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    const authorization = asked ? `Basic ${Buffer.from(who).toString('base64')}` : null;
    return { url: `${origin}${pathname.replace(/\/+$/, '')}/v1/traces`, authorization };
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

/** As it may be shown: who logs in is left out. */
export const otlpText = ({ url, authorization }: OtlpPlace): string =>
  authorization === null ? url : url.replace(/^(https?:\/\/)/, '$1***@');
