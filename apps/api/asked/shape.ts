/** How bodies become objects of their classes: class-transformer's way, and a quicker one that does the same where it surely can. */
import { plainToInstance, Transform, Type } from 'class-transformer';
import { getMetadataStorage } from 'class-validator';

type Class = new () => object;

interface Shape {
  readonly tidy?: (value: unknown) => unknown;
  readonly of?: () => Class;
}

/** By the prototype that has the decorated field. */
const shapes = new WeakMap<object, Map<string, Shape>>();

/** The field's value as everyone writes it. */
export const Tidied = (tidy: (value: unknown) => unknown): PropertyDecorator =>
  both(
    Transform(({ value }) => tidy(value)),
    { tidy },
  );

/** The field holds an object of a class, or a list of them. */
export const Holds = (of: () => Class): PropertyDecorator => both(Type(of), { of });

function both(decorate: PropertyDecorator, shape: Shape): PropertyDecorator {
  return (target, name) => {
    decorate(target, name);
    const own = shapes.get(target) ?? new Map<string, Shape>();
    shapes.set(target, own.set(String(name), { ...own.get(String(name)), ...shape }));
  };
}

/** A parsed JSON object as one of a class. class-transformer looks up each field's decorators anew for every object. */
export const instanceOf = <Body extends object>(type: new () => Body, plain: object): Body =>
  (quickly(type, plain) as Body | undefined) ?? plainToInstance(type, plain);

/** Undefined, as in the two below: something is not as the class has it, and class-transformer knows what becomes of that. */
function quickly(type: Class, plain: object): object | undefined {
  const fields = fieldsOf(type);
  const instance = new type() as Record<string, unknown>;
  for (const name of Object.keys(plain)) {
    const shape = fields.get(name);
    const value = shape && valueOf((plain as Readonly<Record<string, unknown>>)[name], shape);
    if (value === undefined) return undefined;
    instance[name] = shape?.tidy === undefined ? value : shape.tidy(value);
  }
  return instance;
}

function valueOf(value: unknown, shape: Shape): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return listOf(value, shape);
  return shape.of && quickly(shape.of(), value);
}

function listOf(items: readonly unknown[], shape: Shape): readonly unknown[] | undefined {
  const list = items.map((item) => valueOf(item, shape));
  return list.includes(undefined) ? undefined : list;
}

/** Per class: every field that has a rule. */
const known = new Map<Class, ReadonlyMap<string, Shape>>();

function fieldsOf(type: Class): ReadonlyMap<string, Shape> {
  let fields = known.get(type);
  if (fields === undefined) known.set(type, (fields = gather(type)));
  return fields;
}

function gather(type: Class): ReadonlyMap<string, Shape> {
  const fields = new Map<string, Shape>();
  for (const { propertyName } of getMetadataStorage().getTargetValidationMetadatas(type, '', false, false)) fields.set(propertyName, {});
  for (let target = type.prototype as object | null; target !== null; target = Object.getPrototypeOf(target) as object | null)
    for (const [name, shape] of shapes.get(target) ?? []) fields.set(name, { ...shape, ...fields.get(name) });
  return fields;
}
