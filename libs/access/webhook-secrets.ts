import { randomBytes } from 'node:crypto';
import { closeSync, fchmodSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { syncDirectory } from '#event-log/durable-folder';

const FORMAT = 1;
/** Standard Webhooks asks for 24 to 64 bytes. */
const SECRET_BYTES = 32;
const SECRET = /^whsec_[A-Za-z0-9+/]{43}=$/;

/** How long a former secret still signs beside the new one, so that a receiver can change over without losing a message. */
const FORMER_HOURS = 24;

interface Kept {
  readonly secret: string;
  readonly former: readonly { readonly secret: string; /** UTC instant. */ readonly until: string }[];
}

/** The file is there and not as it was written. Nothing is signed by a guess, and nothing is written over it. */
export class UnreadableSecrets extends Error {
  constructor(
    readonly file: string,
    why: string,
  ) {
    super(`${file}: ${why}`);
    this.name = 'UnreadableSecrets';
  }
}

/**
 * The signing secrets of webhooks (Standard Webhooks, `whsec_…`), in one file beside the log that only its owner may read: an event would
 * keep a secret for ever. Read anew for each question. Whoever changes it holds the log for writing, so that nobody else does.
 */
export class WebhookSecrets {
  constructor(private readonly file: string) {}

  /** Makes the secret of a new webhook, or answers with the one that it has: a registration that was cut short goes on. */
  add(webhook: string): string {
    const all = this.#read();
    const there = all.get(webhook);
    if (there !== undefined) return there.secret;
    const secret = newWebhookSecret();
    this.#write(all.set(webhook, { secret, former: [] }));
    return secret;
  }

  /** A new secret; the one before signs beside it for a day. @param now UTC instant. @throws RangeError there is no such webhook */
  rotate(webhook: string, now: string): string {
    const all = this.#read();
    const kept = all.get(webhook);
    if (kept === undefined) throw new RangeError(`no secret of ${webhook}`);
    const secret = newWebhookSecret();
    const until = new Date(Date.parse(now) + FORMER_HOURS * 3_600_000).toISOString();
    this.#write(
      all.set(webhook, { secret, former: [{ secret: kept.secret, until }, ...kept.former.filter(({ until: end }) => end > now)] }),
    );
    return secret;
  }

  /** Forgets every secret but those of these webhooks: also what a registration that was cut short has left. */
  keepOnly(webhooks: readonly string[]): void {
    const all = this.#read();
    const kept = new Map([...all].filter(([webhook]) => webhooks.includes(webhook)));
    if (kept.size < all.size) this.#write(kept);
  }

  /** Every secret that signs now, the newest first; empty: there is none. @param now UTC instant */
  of(webhook: string, now: string): readonly string[] {
    const kept = this.#read().get(webhook);
    return kept === undefined ? [] : [kept.secret, ...kept.former.filter(({ until }) => until > now).map(({ secret }) => secret)];
  }

  #read(): Map<string, Kept> {
    let text: string;
    try {
      text = readFileSync(this.file, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Map();
      throw error;
    }
    return keptIn(text, this.file);
  }

  /** As a whole and durably: after a power cut there is the old file or the new one. */
  #write(all: ReadonlyMap<string, Kept>): void {
    const aside = `${this.file}.new`;
    const descriptor = openSync(aside, 'w', 0o600);
    try {
      fchmodSync(descriptor, 0o600); // One that a crash left may have been copied about.
      writeFileSync(descriptor, `${JSON.stringify({ format: FORMAT, webhooks: Object.fromEntries(all) }, null, 2)}\n`);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(aside, this.file);
    syncDirectory(dirname(this.file));
  }
}

const newWebhookSecret = (): string => `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;

/** @throws UnreadableSecrets */
function keptIn(text: string, file: string): Map<string, Kept> {
  let document: { readonly format?: unknown; readonly webhooks?: unknown } | null;
  try {
    document = JSON.parse(text) as typeof document;
  } catch {
    throw new UnreadableSecrets(file, 'no JSON'); // The parser's own message shows what stands in the file.
  }
  if (document?.format !== FORMAT) throw new UnreadableSecrets(file, `not of format ${FORMAT}`);
  const entries = Object.entries((document.webhooks ?? {}) as Readonly<Record<string, Kept>>);
  const bad = entries.find(([, kept]) => !isKept(kept));
  if (bad !== undefined) throw new UnreadableSecrets(file, `the secret of ${bad[0]} is none`);
  return new Map(entries);
}

function isKept(kept: Kept | null): boolean {
  if (kept === null || !SECRET.test(kept.secret) || !Array.isArray(kept.former)) return false;
  return kept.former.every((one) => SECRET.test(one?.secret) && !Number.isNaN(Date.parse(one.until)));
}
