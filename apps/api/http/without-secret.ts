/** An address as it may stand in a log: whoever has a feed's address has the feed. */
export const withoutSecret = (url: string): string => url.replace(/^(\/+api\/v1\/feeds\/)[^?]*/, '$1…');
