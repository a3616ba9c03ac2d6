const FEED = /^\/+api\/+v1\/+feeds\//i;

/** An address as it may stand in a log: whoever has a feed's address has the feed. However it is written, the router would find it. */
export function withoutSecret(url: string): string {
  const at = url.indexOf('?');
  const path = at < 0 ? url : url.slice(0, at);
  const plain = path.replace(/%[0-9a-f]{2}/gi, (escaped) => String.fromCharCode(Number.parseInt(escaped.slice(1), 16)));
  return FEED.test(plain) ? `/api/v1/feeds/…${at < 0 ? '' : url.slice(at)}` : url;
}
