import { createHash, randomBytes } from 'node:crypto';

/** 256 bits: nobody guesses one. */
const SECRET_BYTES = 32;

/** A secret for an address, in the letters of one. It is shown to whom it is for, once, and kept nowhere. */
export const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');

/**
 * What is kept of a secret and looked up by: lower-case hex. No salt and no slow hash, as the secret is no password that somebody chose;
 * and a look-up by hash tells nobody by its time how much of a guess was right.
 */
export const hashOfSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Where a feed is read. Whoever has the address has the feed. */
export const feedAddress = (secret: string): string => `/api/v1/feeds/${secret}.ics`;
