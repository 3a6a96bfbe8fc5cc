import type { FieldPolicy, Reference } from '@apollo/client';

type Page = { nodes: readonly Reference[] };

/**
 * A connection read page by page: a page with `after` joins what is there, one without begins anew.
 * @param filters arguments of which each value is a list of its own
 */
export function appendPages(filters: readonly string[] = []): FieldPolicy<Page> {
  return {
    keyArgs: filters.length > 0 && [...filters],
    merge: (existing, incoming, { args }) =>
      args?.after && existing ? { ...incoming, nodes: [...existing.nodes, ...incoming.nodes] } : incoming,
  };
}
