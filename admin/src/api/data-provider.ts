import type { ApolloClient } from '@apollo/client';
import type {
  DataProvider,
  GetListParams,
  GetListResult,
  GetManyParams,
  GetManyResult,
  GetOneParams,
  GetOneResult,
  RaRecord,
} from 'react-admin';
import { RequestProblem, toRequestProblem } from './request-problem.ts';

/** A resource's side of the data provider. Each lives in its resource's folder, beside its documents. */
export interface ResourceReader {
  list(client: ApolloClient, request: ListRequest): Promise<{ data: RaRecord[]; total: number }>;
  /** The record, or null where there is none. Left out where a resource has no page of its own. */
  one?(client: ApolloClient, id: string): Promise<RaRecord | null>;
}

/** What react-admin asks of a list, in the API's terms. */
export interface ListRequest {
  first: number;
  offset: number;
  sort: { field: string; order: 'ASC' | 'DESC' };
  filter: Record<string, unknown>;
}

export const pageSize = 20;

/** What a query answered. Ask past the cache (`no-cache`): react-admin keeps what it is given. */
export function dataOf<Data>({ data }: { data?: Data | undefined }): Data {
  if (data === undefined) throw new RequestProblem('INTERNAL_SERVER_ERROR', '');
  return data;
}

/**
 * react-admin's data provider over the generated documents. It only reads: a write is a mutation of its
 * own, called through its generated hook. Fails with a RequestProblem.
 */
export function createDataProvider(
  client: ApolloClient,
  readers: Record<string, ResourceReader>,
): DataProvider {
  const readerOf = (resource: string): ResourceReader => {
    const reader = readers[resource];
    if (!reader) throw new Error(`No reader for the resource ${resource}`);
    return reader;
  };
  const one = async (resource: string, id: unknown) => {
    const record = await readerOf(resource).one?.(client, String(id)).catch(rethrow);
    if (!record) throw new RequestProblem('NOT_FOUND', `No ${resource} ${id}`);
    return record;
  };
  const list = (resource: string, params: GetListParams): Promise<GetListResult> =>
    readerOf(resource).list(client, toListRequest(params)).catch(rethrow);
  return {
    getList: list,
    getManyReference: list,
    getOne: async (resource: string, { id }: GetOneParams): Promise<GetOneResult> => ({
      data: await one(resource, id),
    }),
    getMany: async (resource: string, { ids }: GetManyParams): Promise<GetManyResult> => ({
      data: await Promise.all(ids.map((id) => one(resource, id))),
    }),
    create: refuse,
    update: refuse,
    updateMany: refuse,
    delete: refuse,
    deleteMany: refuse,
  };
}

const rethrow = (error: unknown): never => {
  throw toRequestProblem(error);
};
const refuse = (): Promise<never> =>
  Promise.reject(new Error('The desk writes through mutations of their own'));

export function toListRequest({ pagination, sort, filter }: GetListParams): ListRequest {
  const { page, perPage } = pagination ?? { page: 1, perPage: pageSize };
  return {
    first: perPage,
    offset: (page - 1) * perPage,
    sort: sort ?? { field: 'id', order: 'ASC' },
    filter: filter ?? {},
  };
}
