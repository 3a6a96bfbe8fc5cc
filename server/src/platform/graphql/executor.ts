import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import type { RequestContext } from '../request-context.ts';

const maxCompiled = 500;

interface Operation {
  document: DocumentNode;
  operationName: string | null | undefined;
  variables: Record<string, unknown> | null | undefined;
  /** Same text, same hash: compiled once. */
  queryHash: string;
}

/**
 * Runs operations, each compiled to plain JavaScript on its first use (graphql-jit). Compiled operations
 * are kept by their hash, least recently used out; one that cannot be compiled runs on graphql-js.
 */
export function createExecutor(schema: GraphQLSchema) {
  const compiled = new Map<string, CompiledQuery | null>();
  const compile = (operation: Operation): CompiledQuery | null => {
    const key = `${operation.queryHash} ${operation.operationName ?? ''}`;
    const known = compiled.get(key);
    if (known !== undefined) {
      compiled.delete(key);
      compiled.set(key, known);
      return known;
    }
    const result = compileQuery(schema, operation.document, operation.operationName ?? undefined, {
      disableLeafSerialization: false,
    });
    const query = isCompiledQuery(result) ? (result as CompiledQuery) : null;
    compiled.set(key, query);
    const oldest = compiled.size > maxCompiled ? compiled.keys().next().value : undefined;
    if (oldest !== undefined) compiled.delete(oldest);
    return query;
  };
  return async (operation: Operation, contextValue: RequestContext): Promise<ExecutionResult> => {
    const { coerced, errors } = coerceVariables(schema, operation);
    if (errors) return { errors };
    const query = compile(operation);
    if (query) return withPlainErrors(await query.query({}, contextValue, coerced));
    return execute({
      schema,
      document: operation.document,
      contextValue,
      variableValues: operation.variables,
      operationName: operation.operationName,
    });
  };
}

/**
 * graphql-js reads the variables, because graphql-jit misses the defaults of enum fields in inputs. What it has read
 * can be read again: our enums stand for themselves, and our scalars take their own values.
 */
export function coerceVariables(
  schema: GraphQLSchema,
  { document, operationName, variables }: Omit<Operation, 'queryHash'>,
) {
  const definitions = getOperationAST(document, operationName)?.variableDefinitions ?? [];
  const { coerced = {}, errors } = getVariableValues(schema, definitions, variables ?? {}, { maxErrors: 10 });
  return {
    coerced,
    errors: errors?.map(
      ({ message, nodes }) => new GraphQLError(message, { nodes, extensions: { code: 'BAD_USER_INPUT' } }),
    ),
  };
}

/** graphql-jit's errors are a class of its own, without what graphql-js and Apollo expect of one. */
function withPlainErrors(result: ExecutionResult): ExecutionResult {
  if (!result.errors) return result;
  const errors = result.errors.map((error) => {
    const { message, nodes, path, originalError } = error;
    // A resolver's own GraphQLError keeps its extensions, which hold the code that callers rely on.
    const extensions = originalError instanceof GraphQLError ? originalError.extensions : error.extensions;
    return new GraphQLError(message, { nodes, path, originalError, extensions });
  });
  return { ...result, errors };
}

export type Executor = ReturnType<typeof createExecutor>;
