import { getDirective } from '@graphql-tools/utils';
import {
  DirectiveLocation,
  GraphQLDirective,
  GraphQLEnumType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLSchema,
  isAbstractType,
  isObjectType,
} from 'graphql';
import { Directive } from 'type-graphql';
import { Role } from '../../accounts/role.ts';

/** `@auth(requires: […])` on a field or a type, in one word for resolvers. On a type it guards each field. */
export const Auth = (...roles: Role[]) => Directive(`@auth(requires: [${roles.join(', ')}])`);

/** Adds the directive's definition to a built schema, its argument typed by the schema's own Role enum. */
export function withAuthDirective(schema: GraphQLSchema): GraphQLSchema {
  const roleType = schema.getType('Role');
  if (!(roleType instanceof GraphQLEnumType)) throw new Error('The schema has no enum Role');
  const directive = new GraphQLDirective({
    name: 'auth',
    locations: [DirectiveLocation.OBJECT, DirectiveLocation.FIELD_DEFINITION],
    args: { requires: { type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(roleType))) } },
  });
  const config = schema.toConfig();
  return new GraphQLSchema({ ...config, directives: [...config.directives, directive] });
}

/** What a field asks of its reader: each entry is one @auth (its own, its parent type's), all must hold. */
export type Requirement = readonly (readonly Role[])[];

/** The rights of every object field of a schema, read from its directives once. */
export class FieldRights {
  readonly #rights = new Map<string, Requirement>();
  readonly #schema: GraphQLSchema;

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
    for (const type of Object.values(schema.getTypeMap())) {
      if (!isObjectType(type) || type.name.startsWith('__')) continue;
      const own = requiresOf(schema, type);
      for (const field of Object.values(type.getFields())) {
        this.#rights.set(`${type.name}.${field.name}`, [...own, ...requiresOf(schema, field)]);
      }
    }
  }

  /**
   * What reading `typeName.fieldName` requires. Through an interface or union a field may turn out to be
   * any implementing type's, so all of theirs must hold.
   */
  of(typeName: string, fieldName: string): Requirement {
    const known = this.#rights.get(`${typeName}.${fieldName}`);
    if (known) return known;
    const type = this.#schema.getType(typeName);
    if (!type || !isAbstractType(type)) return [];
    const possible = this.#schema.getPossibleTypes(type);
    return possible.flatMap((each) => this.#rights.get(`${each.name}.${fieldName}`) ?? []);
  }

  /** Every object field with its requirement, for the rights table's test. */
  entries(): [string, Requirement][] {
    return [...this.#rights];
  }
}

function requiresOf(schema: GraphQLSchema, node: Parameters<typeof getDirective>[1]): Role[][] {
  return (getDirective(schema, node, 'auth') ?? []).map((args) => rolesOf(args.requires));
}

function rolesOf(value: unknown): Role[] {
  if (!Array.isArray(value)) throw new Error('@auth needs a list of roles');
  return value.map((role) => {
    const known = Object.values(Role).find((each) => each === role);
    if (!known) throw new Error(`@auth names an unknown role: ${String(role)}`);
    return known;
  });
}
