import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getNamedType,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { isStaffRole, type Role, rolesAllow } from '../../accounts/role.ts';
import type { Actor } from '../request-context.ts';
import { FieldRights, type Requirement } from './auth.directive.ts';
import { httpStatus } from './errors.ts';

interface GuardedField {
  path: string[];
  /** A mutation that no shopper may call. */
  isStaffWrite: boolean;
  requirement: Requirement;
}

/**
 * Checks @auth over a whole operation before anything runs. A document that selects a field its caller may
 * not read is refused as a whole, whatever @skip and @include would leave of it, so that no variable can
 * turn a refusal off.
 */
export class AuthCheck {
  readonly #rights: FieldRights;
  readonly #schema: GraphQLSchema;
  readonly #known = new WeakMap<DocumentNode, Map<string, GuardedField[]>>();

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
    this.#rights = new FieldRights(schema);
  }

  /** @throws GraphQLError UNAUTHENTICATED or FORBIDDEN with the first refused field's path */
  assertAllowed(document: DocumentNode, operation: OperationDefinitionNode, actor: Actor): void {
    for (const { path, requirement } of this.#guardedFields(document, operation)) {
      const held = actor.roles as readonly Role[];
      if (requirement.every((roles) => rolesAllow(held, roles))) continue;
      const field = path.join('.');
      const isGuest = actor.kind === 'guest';
      const code = isGuest ? 'UNAUTHENTICATED' : 'FORBIDDEN';
      throw new GraphQLError(isGuest ? `Sign in to read ${field}.` : `Your roles do not allow ${field}.`, {
        path,
        extensions: { code, field, ...httpStatus(code) },
      });
    }
  }

  /** How many mutations for staff a whole operation selects, under whatever names and in whatever fragments. */
  staffWritesOf(document: DocumentNode, operation: OperationDefinitionNode): number {
    return this.#guardedFields(document, operation).filter((field) => field.isStaffWrite).length;
  }

  #guardedFields(document: DocumentNode, operation: OperationDefinitionNode): GuardedField[] {
    const name = operation.name?.value ?? '';
    const byOperation = this.#known.get(document) ?? new Map<string, GuardedField[]>();
    this.#known.set(document, byOperation);
    const known = byOperation.get(name);
    if (known) return known;
    const found = this.#collect(document, operation);
    byOperation.set(name, found);
    return found;
  }

  #collect(document: DocumentNode, operation: OperationDefinitionNode): GuardedField[] {
    const found: GuardedField[] = [];
    // Every fragment of the document is walked, used or not: validation refuses unused ones anyway.
    for (const definition of document.definitions) {
      if (definition.kind === Kind.OPERATION_DEFINITION && definition !== operation) continue;
      const typeInfo = new TypeInfo(this.#schema);
      const path: string[] = [];
      visit(
        definition,
        visitWithTypeInfo(typeInfo, {
          Field: {
            enter: (node) => {
              path.push(node.alias?.value ?? node.name.value);
              const parent = typeInfo.getParentType();
              const requirement = parent ? this.#rights.of(getNamedType(parent).name, node.name.value) : [];
              if (requirement.length === 0) return;
              const isStaffWrite = parent === this.#schema.getMutationType() && isForStaff(requirement);
              found.push({ path: [...path], isStaffWrite, requirement });
            },
            leave: () => {
              path.pop();
            },
          },
        }),
      );
    }
    return found;
  }
}

/** Whether a requirement lets nobody through but staff. */
export const isForStaff = (requirement: Requirement): boolean =>
  requirement.some((roles) => roles.length > 0 && roles.every(isStaffRole));
