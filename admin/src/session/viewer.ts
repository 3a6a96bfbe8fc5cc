import type { ApolloClient } from '@apollo/client';
import { createContext, useContext } from 'react';
import { MeDocument, type ViewerFragment } from '../generated/graphql.ts';

export type Viewer = ViewerFragment;

/** Who is signed in, as the cache has it; null when nobody is, or nobody was asked yet. */
export const viewerOf = (client: ApolloClient): Viewer | null =>
  client.cache.readQuery({ query: MeDocument })?.me ?? null;

/** Tells every part of the desk who is signed in now. */
export function setViewer(client: ApolloClient, viewer: Viewer | null): void {
  client.cache.writeQuery({ query: MeDocument, data: { __typename: 'Query', me: viewer } });
}

export const ViewerContext = createContext<Viewer | null>(null);

/** The staff member at the desk. Only for what stands inside the gate. */
export function useViewer(): Viewer {
  const viewer = useContext(ViewerContext);
  if (!viewer) throw new Error('useViewer stands outside the gate');
  return viewer;
}
