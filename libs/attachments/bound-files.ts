/** Stored files that no event names, and named files that are not stored. */
export interface FileAudit {
  readonly orphans: readonly string[];
  readonly missing: readonly string[];
}

/**
 * The files that an event's data names, wherever in it: objects with the hash and the type of a file. Other hashes, as that of an
 * imported register, name no stored file.
 */
export function filesNamedBy(data: unknown): readonly string[] {
  if (typeof data !== 'object' || data === null) return [];
  const { sha256, mediaType } = data as { readonly sha256?: unknown; readonly mediaType?: unknown };
  const own = typeof sha256 === 'string' && typeof mediaType === 'string' ? [sha256] : [];
  return [...own, ...Object.values(data).flatMap(filesNamedBy)];
}

export async function auditFiles(stored: AsyncIterable<string>, named: ReadonlySet<string>): Promise<FileAudit> {
  const there = new Set<string>();
  for await (const sha256 of stored) there.add(sha256);
  return { orphans: [...there].filter((sha256) => !named.has(sha256)), missing: [...named].filter((sha256) => !there.has(sha256)) };
}
