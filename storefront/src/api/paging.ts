import type { FieldPolicy, Reference } from '@apollo/client';

type Page = { nodes: readonly Reference[] };

/** A connection read page by page: a page with `after` joins what is there, one without begins anew. */
export function appendPages(): FieldPolicy<Page> {
  return {
    keyArgs: false,
    merge: (existing, incoming, { args }) =>
      args?.after && existing ? { ...incoming, nodes: [...existing.nodes, ...incoming.nodes] } : incoming,
  };
}
