import { type GraphQLSchema, isAbstractType } from 'graphql';
import { buildSchemaSync, type ContainerType, type NonEmptyArray } from 'type-graphql';
import { withAuthDirective } from './auth.directive.ts';
import { callResolversDirectly, readPropertiesDirectly } from './direct-resolvers.ts';
import { DateTime } from './scalars.ts';

/** Builds the executable schema from resolver instances, each found by its class. */
export function buildGraphQLSchema(resolvers: readonly object[]): GraphQLSchema {
  const byClass = new Map<unknown, object>(resolvers.map((resolver) => [resolver.constructor, resolver]));
  const container: ContainerType = {
    get: (type) => byClass.get(type) ?? new type(),
  };
  const classes = [...byClass.keys()];
  readPropertiesDirectly();
  const schema = buildSchemaSync({
    resolvers: classes as unknown as NonEmptyArray<() => unknown>,
    container,
    scalarsMap: [{ type: Date, scalar: DateTime }],
    // Inputs are checked by the services, in the visitor's language; types are checked by GraphQL itself.
    validate: false,
    // Each subscription brings its own stream; type-graphql asks for one all the same.
    pubSub: {
      publish: () => {},
      subscribe: () => ({
        [Symbol.asyncIterator]: () => ({ next: async () => ({ done: true, value: undefined }) }),
      }),
    },
  });
  callResolversDirectly(schema, byClass);
  for (const type of Object.values(schema.getTypeMap())) {
    // Members are instances, named as their types are. type-graphql would answer with a promise for each.
    if (isAbstractType(type)) type.resolveType = (value: object) => value.constructor.name;
  }
  return withAuthDirective(schema);
}
