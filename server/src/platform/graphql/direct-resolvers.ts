import { type GraphQLFieldResolver, type GraphQLSchema, isObjectType } from 'graphql';
import { getMetadataStorage } from 'type-graphql';

type Storage = ReturnType<typeof getMetadataStorage>;
type Handler = Storage['queries'][number] | Storage['fieldResolvers'][number];
type Parameter = NonNullable<Handler['params']>[number];
type Resolve = GraphQLFieldResolver<unknown, unknown>;

/** Leaves fields that are properties without a resolver, so that the executor reads them as such. Call it before the build. */
export function readPropertiesDirectly(): void {
  for (const type of getMetadataStorage().objectTypes) type.simpleResolvers = true;
}

/**
 * Gives GraphQL the resolvers' methods themselves. What type-graphql puts around them serves validation,
 * middleware and injection by request, none of which is used here, and costs a promise for each argument and
 * a copy of the parent for each method of an object type: half of a list's time.
 * @param instances the resolvers, by class
 */
export function callResolversDirectly(schema: GraphQLSchema, instances: ReadonlyMap<unknown, object>): void {
  const { queries, mutations, fieldResolvers, objectTypes } = getMetadataStorage();
  const set = (type: string, handler: Handler, self: object | undefined) => {
    const field = fieldOf(schema, type, handler.schemaName);
    if (field && self) field.resolve = direct(handler, self);
  };
  for (const handler of queries) set('Query', handler, instances.get(handler.target));
  for (const handler of mutations) set('Mutation', handler, instances.get(handler.target));
  for (const handler of fieldResolvers) {
    const owner: unknown = handler.getObjectType?.();
    for (const { name, target } of objectTypes) {
      if (target !== owner && !isSubclass(target, owner)) continue;
      if (handler.kind === 'external') set(name, handler, instances.get(handler.target));
      else {
        const field = fieldOf(schema, name, handler.schemaName);
        if (field) field.resolve = ownMethod(handler, target);
      }
    }
  }
}

const isSubclass = (type: { prototype: unknown }, of: unknown): boolean =>
  typeof of === 'function' && type.prototype instanceof of;

function fieldOf(schema: GraphQLSchema, typeName: string, fieldName: string) {
  const type = schema.getType(typeName);
  return isObjectType(type) ? type.getFields()[fieldName] : undefined;
}

/** Calls the method of a resolver class. */
function direct(handler: Handler, self: object): Resolve {
  const method = methodOf(self, handler);
  const readers = readersOf(handler);
  return (root, args, ctx, info) =>
    method.apply(
      self,
      readers.map((read) => read(root, args, ctx, info)),
    );
}

/** Calls the method of an object type's class on the parent, which need not be an instance of it. */
function ownMethod(handler: Handler, type: { prototype: object }): Resolve {
  const method = methodOf(type.prototype, handler);
  const readers = readersOf(handler);
  return (root, args, ctx, info) =>
    method.apply(
      root,
      readers.map((read) => read(root, args, ctx, info)),
    );
}

function methodOf(owner: object, { methodName }: Handler) {
  const method: unknown = Reflect.get(owner, methodName);
  if (typeof method !== 'function') throw new Error(`${methodName} is not a method`);
  return method;
}

/** How each of a method's parameters is taken from what GraphQL gives, in their order. */
function readersOf({ params = [] }: Handler): Resolve[] {
  return [...params].sort((one, other) => one.index - other.index).map(readerOf);
}

function readerOf(parameter: Parameter): Resolve {
  switch (parameter.kind) {
    case 'root':
      return (root) => root;
    case 'context':
      return (_root, _args, ctx) => ctx;
    case 'arg':
      return (_root, args) => args[parameter.name];
    case 'args':
      return (_root, args) => args;
    default:
      throw new Error(`Parameters of the kind ${parameter.kind} are not used here`);
  }
}
