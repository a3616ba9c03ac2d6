import type { Draft, EarlierMatch } from '#lifecycle/project/project.events';
import type { ProjectCommand } from '#lifecycle/project/project.decider';

/** What the server alone knows and adds to a command; never the caller's to say. */
export interface ServerFacts {
  /** Earlier support of the beneficiary of the project's draft, by the read models. */
  earlierSupport(projectId: string): Promise<readonly EarlierMatch[]>;
  /** The same for a draft that was not said yet. */
  earlierSupportOf(projectId: string, draft: Draft): readonly EarlierMatch[];
  /** @throws RequestProblem the file was never uploaded, or is another one than described */
  uploaded(file: { readonly sha256: string; readonly name: string; readonly size: number; readonly mediaType: string }): Promise<void>;
}

/** One act over HTTP: `POST /api/v1/projects/{project}/{path}`. */
export interface ActRoute<Type extends ProjectCommand['type']> {
  readonly path: string;
  /** Class of the body: its fields are the command's, `occurredOn` apart. */
  readonly body: new () => object;
  readonly summary: string;
  /** Where the body is not the command's fields as they are. */
  fields?(body: never): FieldsOf<Type>;
  /** What only the server knows. */
  know?(projectId: string, fields: FieldsOf<Type>, facts: ServerFacts): Promise<FieldsOf<Type>>;
}

type Frame = 'type' | 'projectId' | 'occurredOn' | 'actor' | 'onBehalfOf' | 'role' | 'delegatedBy' | 'attested';

/** A command without its frame. */
export type FieldsOf<Type extends ProjectCommand['type']> = Omit<Extract<ProjectCommand, { readonly type: Type }>, Frame>;

/** A checked body as plain data: what is hashed and stored has no classes. Fields left out stay out. */
export function plainOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainOf);
  if (typeof value !== 'object' || value === null) return value;
  const plain: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const part = (value as Readonly<Record<string, unknown>>)[key];
    if (part !== undefined) plain[key] = plainOf(part);
  }
  return plain;
}
