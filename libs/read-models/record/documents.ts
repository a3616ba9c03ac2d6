/** Members that hold the number of a document. */
const NUMBERS = ['decisionNo', 'letterNo', 'statementNo', 'contractNo', 'appendixNo', 'minutesNo'] as const;

/** Numbers of the documents and register row behind a fact, as far as the event names them. */
export function documentOf(data: object): string | null {
  const facts = data as { readonly [Name in (typeof NUMBERS)[number]]?: string | null } & {
    readonly attested?: { readonly document: string; readonly row?: number };
    readonly document?: unknown;
    readonly legalBasis?: unknown;
  };
  const { attested, document, legalBasis } = facts;
  const row = attested === undefined ? null : attested.row === undefined ? attested.document : `${attested.document}, dòng ${attested.row}`;
  const numbers = [...NUMBERS.map((name) => facts[name] ?? null), textOf(document), textOf(legalBasis), row];
  const named = numbers.filter((part) => part !== null && part !== '');
  return named.length === 0 ? null : named.join('; ');
}

/** Why it was done, in the words of whoever did it. @param id the project that is told of, where an event speaks of several */
export function reasonOf(data: object, id: string): string | null {
  const { reason, explanation, items, leftOut } = data as {
    readonly reason?: unknown;
    readonly explanation?: unknown;
    readonly items?: readonly { readonly project: string; readonly reason?: unknown }[];
    readonly leftOut?: readonly { readonly project: string; readonly reason?: unknown }[];
  };
  const own = [...(items ?? []), ...(leftOut ?? [])].find(({ project }) => project === id);
  return textOf(reason) ?? textOf(own?.reason) ?? textOf(explanation);
}

function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value.trim() === '' ? null : value;
  if (typeof value !== 'object' || value === null || !('instrument' in value) || !('article' in value)) return null;
  return `${String(value.instrument)}, ${String(value.article)}`;
}
