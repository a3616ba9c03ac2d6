import { lastRestore, UnreadableGeneration } from './generation.ts';

/** Why nothing may leave the house now: `restored` until people have reconciled, `unknown` when that cannot be told. */
export type Quiet = { readonly why: 'restored' | 'older-log' | 'unknown'; readonly since: string | null };

/**
 * Whether mails, payments and webhooks must wait. After a restore the log no longer knows what was sent since the backup: what it
 * would send again has perhaps been sent. Ask before every sending, not once: the answer changes while a process runs. When it cannot
 * be told, the answer is quiet.
 * @returns null: send
 */
export function quiet(dataDir: string): Quiet | null {
  try {
    const restored = lastRestore(dataDir);
    return restored === null || restored.phase === 'confirmed' ? null : { why: restored.cause, since: restored.at };
  } catch (error) {
    if (error instanceof UnreadableGeneration) return { why: 'unknown', since: null };
    throw error;
  }
}
