import { getMetadataStorage, ValidationTypes } from 'class-validator';

type Metadata = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>[number];
type Condition = (object: object, value: unknown) => boolean;

/** What the decorators of one field say. */
interface Field {
  readonly conditions: readonly Condition[];
  readonly rules: readonly ((object: object, value: unknown) => unknown)[];
  readonly nested: boolean;
}

type Fields = ReadonlyMap<string, Field>;

/** Per class; null: its decorators say something that is not known here. */
const compiled = new Map<unknown, Fields | null>();

/**
 * True only when class-validator would find no fault, unknown fields included. It gathers and groups the decorators' rules anew for each
 * object and makes an error object for each field, faulty or not; here the same rules are looked up once a class. False says nothing:
 * class-validator must then be asked, and it alone words what is wrong.
 */
export function isSurelyValid(object: object): boolean {
  const fields = fieldsOf(object.constructor);
  if (fields === null) return false;
  for (const name of Object.keys(object)) if (!fields.has(name)) return false;
  for (const [name, field] of fields) if (!passes(object, (object as Readonly<Record<string, unknown>>)[name], field)) return false;
  return true;
}

function passes(object: object, value: unknown, { conditions, rules, nested }: Field): boolean {
  for (const condition of conditions) if (!condition(object, value)) return true;
  for (const rule of rules) if (rule(object, value) !== true) return false;
  if (!nested || value === undefined) return true;
  return typeof value === 'object' && value !== null && !isMany(value) && isSurelyValid(value);
}

const isMany = (value: object): boolean => Array.isArray(value) || value instanceof Set || value instanceof Map;

function fieldsOf(type: unknown): Fields | null {
  let fields = compiled.get(type);
  if (fields === undefined) compiled.set(type, (fields = compile(type)));
  return fields;
}

function compile(type: unknown): Fields | null {
  if (typeof type !== 'function') return null;
  const storage = getMetadataStorage();
  const all = storage.getTargetValidationMetadatas(type, '', false, false);
  if (all.length === 0 || !all.every(isKnown)) return null;
  const fields = Object.entries(storage.groupByPropertyName(all)).map(([name, rules]) => [name, fieldOf(type.name, rules)] as const);
  return new Map(fields);
}

const KNOWN: readonly string[] = [
  ValidationTypes.CUSTOM_VALIDATION,
  ValidationTypes.NESTED_VALIDATION,
  ValidationTypes.CONDITIONAL_VALIDATION,
  ValidationTypes.WHITELIST,
];

function isKnown({ type, each, groups, validateIf, constraintCls }: Metadata): boolean {
  const everywhere = ((groups as readonly unknown[] | undefined) ?? []).length === 0;
  if (!KNOWN.includes(type) || each || !everywhere || validateIf !== undefined) return false;
  if (type !== ValidationTypes.CUSTOM_VALIDATION) return true;
  return getMetadataStorage()
    .getTargetValidatorConstraints(constraintCls)
    .every(({ async }) => !async);
}

function fieldOf(targetName: string, rules: readonly Metadata[]): Field {
  const of = (wanted: string): readonly Metadata[] => rules.filter(({ type }) => type === wanted);
  return {
    conditions: of(ValidationTypes.CONDITIONAL_VALIDATION).map(({ constraints }) => constraints[0] as Condition),
    rules: of(ValidationTypes.CUSTOM_VALIDATION).flatMap((metadata) => rulesOf(targetName, metadata)),
    nested: of(ValidationTypes.NESTED_VALIDATION).length > 0,
  };
}

function rulesOf(targetName: string, { constraintCls, constraints, propertyName: property }: Metadata): Field['rules'] {
  return getMetadataStorage()
    .getTargetValidatorConstraints(constraintCls)
    .map(
      ({ instance }) =>
        (object: object, value: unknown) =>
          instance.validate(value, { targetName, property, object, value, constraints }),
    );
}
