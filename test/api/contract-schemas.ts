/** JSON Schemas (2020-12) of the types of libs/contracts, so that the API's description cannot say anything else than they do. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { packageRoot } from '#config/package-root';

type Schema = Readonly<Record<string, unknown>>;

/** Percentages and measured quantities; all other numbers that cross HTTP are whole: đồng, counts, days, years, revisions. */
const FRACTIONS = new Set([
  'percent',
  'growthPercent',
  'shareOfRegion',
  'target',
  'actual',
  'quantity',
  'multiplier',
  'seconds',
  // A figure that may be a percentage, and what it was before and after.
  'result',
  'from',
  'to',
  'change',
]);
const DATES = new Set(['asOf', 'knownAt', 'on', 'since', 'due', 'firstDay', 'lastDay', 'today']);
/** `occurredOn`, `stageOn`, `endsOn` … */
const ENDS_IN_DATE = /[a-z]On$/;
const INSTANTS = new Set(['recordedAt']);

/** Every exported type of the contracts, by name. */
export function contractSchemas(): Readonly<Record<string, Schema>> {
  const folder = join(packageRoot(), 'libs/contracts');
  const files = readdirSync(folder).filter((name) => /^[a-z-]+\.ts$/.test(name));
  const options = {
    strict: true,
    exactOptionalPropertyTypes: true,
    allowImportingTsExtensions: true,
    noEmit: true,
    target: ts.ScriptTarget.ESNext,
  };
  const program = ts.createProgram(
    files.map((name) => join(folder, name)),
    { ...options, module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, types: [] },
  );
  return new SchemaWriter(program.getTypeChecker(), exportedTypes(program, folder)).all();
}

function exportedTypes(program: ts.Program, folder: string): ReadonlyMap<ts.Symbol, string> {
  const checker = program.getTypeChecker();
  const sources = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(folder.replaceAll('\\', '/')));
  const symbols = sources.flatMap((source) => checker.getExportsOfModule(checker.getSymbolAtLocation(source) as ts.Symbol));
  const types = symbols.filter(({ flags }) => (flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias)) !== 0);
  const names = types.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`two contracts are called ${twice}: one would be described by the other's schema`);
  return new Map(types.map((symbol) => [symbol, symbol.name]));
}

class SchemaWriter {
  constructor(
    private readonly checker: ts.TypeChecker,
    private readonly names: ReadonlyMap<ts.Symbol, string>,
  ) {}

  all(): Record<string, Schema> {
    const entries = [...this.names].map(([symbol, name]) => [name, this.#whole(symbol)] as const);
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  #whole(symbol: ts.Symbol): Schema {
    const type = this.checker.getDeclaredTypeOfSymbol(symbol);
    // A named union is written by its members: under its own name it would be nothing but a reference to itself.
    return { ...this.#described(symbol), ...(type.isUnion() ? this.#union(type, '', symbol.name) : this.#schema(type, '')) };
  }

  /** A reference where the type has a name of the contracts, else its shape. */
  #of(type: ts.Type, property: string): Schema {
    const name = this.names.get(type.aliasSymbol ?? type.symbol);
    return name === undefined ? this.#schema(type, property) : { $ref: `#/components/schemas/${name}` };
  }

  #schema(type: ts.Type, property: string): Schema {
    if (type.isUnion()) return this.#union(type, property);
    if (type.isStringLiteral()) return { type: 'string', const: type.value };
    if (type.isNumberLiteral()) return { type: 'integer', const: type.value };
    if (type.flags & ts.TypeFlags.String) return { type: 'string', ...formatOf(property) };
    if (type.flags & ts.TypeFlags.Number) return { type: FRACTIONS.has(property) ? 'number' : 'integer' };
    if (type.flags & ts.TypeFlags.Boolean) return { type: 'boolean' };
    if (type.flags & ts.TypeFlags.Null) return { type: 'null' };
    if (type.flags & (ts.TypeFlags.Unknown | ts.TypeFlags.Any)) return {};
    const item = this.checker.isArrayType(type) ? this.checker.getTypeArguments(type as ts.TypeReference)[0] : undefined;
    return item === undefined ? this.#object(type) : { type: 'array', items: this.#of(item, property) };
  }

  #union({ types }: ts.UnionType, property: string, itself?: string): Schema {
    const given = types.filter(({ flags }) => (flags & ts.TypeFlags.Undefined) === 0);
    if (given.every((type) => type.flags & ts.TypeFlags.BooleanLike)) return { type: 'boolean' };
    if (given.every((type) => type.isStringLiteral()))
      return { type: 'string', enum: given.map((type) => (type as ts.StringLiteralType).value) };
    const [some, nothing] = [given.filter((type) => !isNull(type)), given.filter(isNull)];
    const named = this.#nameOfUnion(some, itself);
    const schemas = named === null ? some.map((type) => this.#of(type, property)) : [named];
    const only = schemas[0] as Schema;
    if (nothing.length === 0) return schemas.length === 1 ? only : { anyOf: schemas };
    const plain = schemas.length === 1 && typeof only['type'] === 'string' && !('enum' in only);
    return plain ? { ...only, type: [only['type'], 'null'] } : { anyOf: [...schemas, { type: 'null' }] };
  }

  /** `Region | null` is flattened by the compiler: its name is found again by its members. */
  #nameOfUnion(members: readonly ts.Type[], itself: string | undefined): Schema | null {
    if (members.length < 2) return null;
    for (const [symbol, name] of this.names) {
      if (name === itself) continue;
      const declared = this.checker.getDeclaredTypeOfSymbol(symbol);
      if (declared.isUnion() && declared.types.length === members.length && members.every((type) => declared.types.includes(type))) {
        return { $ref: `#/components/schemas/${name}` };
      }
    }
    return null;
  }

  #object(type: ts.Type): Schema {
    const properties = this.checker.getPropertiesOfType(type);
    const index = this.checker.getIndexInfosOfType(type)[0];
    if (properties.length === 0)
      return { type: 'object', ...(index === undefined ? {} : { additionalProperties: this.#of(index.type, '') }) };
    const required = properties.filter(({ flags }) => (flags & ts.SymbolFlags.Optional) === 0).map(({ name }) => name);
    const shapes = properties.map((symbol) => [
      symbol.name,
      { ...this.#of(this.checker.getTypeOfSymbol(symbol), symbol.name), ...this.#described(symbol) },
    ]);
    return { type: 'object', ...(required.length === 0 ? {} : { required }), properties: Object.fromEntries(shapes) as Schema };
  }

  #described(symbol: ts.Symbol): Schema {
    const description = ts.displayPartsToString(symbol.getDocumentationComment(this.checker)).replace(/\s+/g, ' ').trim();
    return description === '' ? {} : { description };
  }
}

const isNull = ({ flags }: ts.Type): boolean => (flags & ts.TypeFlags.Null) !== 0;

function formatOf(property: string): Schema {
  if (DATES.has(property) || ENDS_IN_DATE.test(property)) return { format: 'date' };
  return INSTANTS.has(property) ? { format: 'date-time' } : {};
}
