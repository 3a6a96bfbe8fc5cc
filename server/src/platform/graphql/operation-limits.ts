import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { maxPageSize } from './connection.ts';

/** Levels of fields; the deepest page of the shop has 8, the usual introspection 14. */
const maxDepth = 16;
/** Fields of an answer, counted as if every list were as long as it may be. The shop's largest has about 45,000. */
const maxCost = 150_000;
/**
 * Selections looked at, each fragment's again at every spread: a fragment of two spreads of a fragment of two spreads
 * … asks for hardly a field and is endless to walk. The shop's largest document has about 300.
 */
const maxVisits = 20_000;

/**
 * How long a plain list gets, by `Type.field`. Lists with `first` are counted by it; one that stands nowhere is
 * counted as `usualLength`.
 */
const listLengths: Record<string, number> = {
  'Query.countries': 200,
  'Query.regions': 20,
  'Region.countries': 60,
  'Plan.countries': 60,
  'Plan.coverage': 60,
  'CountryCoverage.networks': 4,
  'Order.timeline': 40,
  'Order.stripeEvents': 20,
};
const usualLength = 10;

type Variables = Record<string, unknown> | null | undefined;

/**
 * Bounds what one operation may ask for, before any of it runs: the graph has circles (country, region, its
 * countries), so a short document can describe an answer that no memory holds. What @skip and @include would
 * leave out is counted.
 */
export class OperationLimits {
  readonly #schema: GraphQLSchema;

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  /** @throws GraphQLError QUERY_TOO_COMPLEX with the limit that is passed */
  assertWithin(document: DocumentNode, operation: OperationDefinitionNode, variables: Variables): void {
    const fragments = new Map<string, FragmentDefinitionNode>();
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    }
    const root = this.#schema.getRootType(operation.operation);
    if (root) new Measure(this.#schema, fragments, variables).add(operation.selectionSet, root, 1, 1);
  }
}

class Measure {
  readonly #schema: GraphQLSchema;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #variables: Variables;
  #cost = 0;
  #visits = 0;

  constructor(
    schema: GraphQLSchema,
    fragments: ReadonlyMap<string, FragmentDefinitionNode>,
    variables: Variables,
  ) {
    this.#schema = schema;
    this.#fragments = fragments;
    this.#variables = variables;
  }

  /**
   * Stops at the first limit that is passed, so measuring is bounded too.
   * @param pageSize how long the lists of this selection are: it is a connection's
   */
  add(
    { selections }: SelectionSetNode,
    parent: GraphQLNamedType,
    times: number,
    depth: number,
    pageSize?: number,
  ): void {
    if (depth > maxDepth) throw tooComplex(`has more than ${maxDepth} levels`, { maxDepth });
    for (const selection of selections) {
      this.#visits += 1;
      if (this.#visits > maxVisits)
        throw tooComplex(`spreads out to more than ${maxVisits} selections`, { maxVisits });
      if (selection.kind === Kind.FIELD) {
        this.#addField(selection, parent, times, depth, pageSize);
        continue;
      }
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD ? this.#fragments.get(selection.name.value) : selection;
      const type = fragment?.typeCondition && this.#schema.getType(fragment.typeCondition.name.value);
      if (fragment) this.add(fragment.selectionSet, type ?? parent, times, depth, pageSize);
    }
  }

  #addField(
    node: FieldNode,
    parent: GraphQLNamedType,
    times: number,
    depth: number,
    pageSize?: number,
  ): void {
    this.#cost += times;
    if (this.#cost > maxCost) throw tooComplex(`asks for more than ${maxCost} fields`, { maxCost });
    if (!node.selectionSet) return;
    const field =
      isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
    // `__schema` and `__type` stand in no type; graphql-js has a rule of its own against their circles.
    if (!field) {
      this.add(node.selectionSet, parent, times, depth + 1);
      return;
    }
    const first = this.#first(node, field);
    const isList = isListType(getNullableType(field.type));
    const length = isList
      ? (first ?? pageSize ?? listLengths[`${parent.name}.${field.name}`] ?? usualLength)
      : 1;
    this.add(
      node.selectionSet,
      getNamedType(field.type),
      times * length,
      depth + 1,
      isList ? undefined : first,
    );
  }

  /** The page size asked for, where the field takes one. A size out of bounds is refused when it runs. */
  #first(node: FieldNode, { args }: GraphQLField<unknown, unknown>): number | undefined {
    const argument = args.find(({ name }) => name === 'first');
    if (!argument) return undefined;
    const value = node.arguments?.find(({ name }) => name.value === 'first')?.value;
    const given =
      value?.kind === Kind.VARIABLE
        ? this.#variables?.[value.name.value]
        : value?.kind === Kind.INT
          ? value.value
          : undefined;
    const size = Number(given ?? argument.defaultValue);
    return Number.isFinite(size) ? Math.min(Math.max(size, 1), maxPageSize) : maxPageSize;
  }
}

const tooComplex = (problem: string, limit: object): GraphQLError =>
  new GraphQLError(`This operation ${problem}. Ask for less at once.`, {
    extensions: { code: 'QUERY_TOO_COMPLEX', ...limit },
  });
