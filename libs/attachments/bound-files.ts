/** Stored files that no event names, and named files that are not stored. */
export interface FileAudit {
  readonly orphans: readonly string[];
  readonly missing: readonly string[];
}

const SHA256 = /"sha256":"([0-9a-f]{64})"/g;

/** The files that an event's data names, wherever in it. */
export const filesNamedBy = (data: object): readonly string[] =>
  [...JSON.stringify(data).matchAll(SHA256)].map(([, sha256 = '']) => sha256);

export async function auditFiles(stored: AsyncIterable<string>, named: ReadonlySet<string>): Promise<FileAudit> {
  const there = new Set<string>();
  for await (const sha256 of stored) there.add(sha256);
  return { orphans: [...there].filter((sha256) => !named.has(sha256)), missing: [...named].filter((sha256) => !there.has(sha256)) };
}
