import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';

/** One field on the way to another: on which type, and what it answers with. */
interface Step {
  type: GraphQLObjectType;
  field: GraphQLField<unknown, unknown>;
}

/** The shortest way from a root type to every field of a schema, by steps that `isOpen` lets through where there are such. */
export class Ways {
  readonly #schema: GraphQLSchema;

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  /**
   * A way to `Type.field` whose steps before the last are all open, or any way where there is none.
   * @throws when the field cannot be reached at all
   */
  to(typeName: string, fieldName: string, isOpen: (step: string) => boolean): Step[] {
    const found = this.#search(typeName, fieldName, isOpen) ?? this.#search(typeName, fieldName, () => true);
    if (!found) throw new Error(`Nothing leads to ${typeName}.${fieldName}`);
    return found;
  }

  #search(typeName: string, fieldName: string, isOpen: (step: string) => boolean): Step[] | null {
    const { query, mutation, subscription } = this.#schema.toConfig();
    const queue = [query, mutation, subscription].flatMap((root) =>
      root ? [{ type: root, steps: [] as Step[] }] : [],
    );
    const seen = new Set(queue.map(({ type }) => type.name));
    for (const { type, steps } of queue) {
      const field = type.name === typeName ? type.getFields()[fieldName] : undefined;
      if (field) return [...steps, { type, field }];
      for (const each of Object.values(type.getFields())) {
        if (!isOpen(`${type.name}.${each.name}`)) continue;
        for (const next of this.#objectsOf(each)) {
          if (seen.has(next.name)) continue;
          seen.add(next.name);
          queue.push({ type: next, steps: [...steps, { type, field: each }] });
        }
      }
    }
    return null;
  }

  #objectsOf(field: GraphQLField<unknown, unknown>): readonly GraphQLObjectType[] {
    const type = getNamedType(field.type);
    if (isAbstractType(type)) return this.#schema.getPossibleTypes(type);
    return isObjectType(type) ? [type] : [];
  }
}

/** The smallest valid document that goes a way, with arguments that mean nothing to this shop. */
export function documentOf(steps: readonly Step[]): string {
  const [root] = steps;
  const kind = root?.type.name.toLowerCase() ?? 'query';
  return `${kind} { ${selection(steps)} }`;
}

function selection([step, ...rest]: readonly Step[]): string {
  if (!step) return '__typename';
  const required = step.field.args
    .filter(isRequiredArgument)
    .map((argument) => `${argument.name}: ${harmless(argument.type)}`);
  const call = `${step.field.name}${required.length > 0 ? `(${required.join(', ')})` : ''}`;
  const answer = getNamedType(step.field.type);
  if (!isObjectType(answer) && !isAbstractType(answer)) return call;
  const inner = selection(rest);
  return `${call} { ${rest[0] && isAbstractType(answer) ? `... on ${rest[0].type.name} { ${inner} }` : inner} }`;
}

/** A value of the right type that names nothing and passes no check of the shop's. */
function harmless(type: GraphQLInputType): string {
  if (isNonNullType(type)) return harmless(type.ofType);
  if (isListType(type)) return '[]';
  if (isEnumType(type)) return type.getValues()[0]?.name ?? '';
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(isRequiredInputField);
    return `{ ${fields.map((field) => `${field.name}: ${harmless(field.type)}`).join(', ')} }`;
  }
  const byName: Record<string, string> = {
    Int: '0',
    SafeInt: '0',
    Float: '0',
    Boolean: 'true',
    DateTime: '"2020-01-01T00:00:00Z"',
  };
  return byName[type.name] ?? '"nothing"';
}
