import type { ApolloClient } from '@apollo/client';
import type { AuthProvider } from 'react-admin';
import { toRequestProblem } from '../api/request-problem.ts';
import { MeDocument, SignOutDocument } from '../generated/graphql.ts';
import { mayDo } from './rights.ts';
import { setViewer, viewerOf } from './viewer.ts';

/**
 * react-admin's questions about the person at the desk, answered from the cache: the gate has asked the server
 * and lets nobody past who is not staff. So signing in and out never changes the address of the page.
 */
export function createAuthProvider(client: ApolloClient): AuthProvider {
  return {
    login: () => Promise.reject(new Error('The gate signs people in')),
    logout: async () => {
      // The page is closed to them even when the server does not answer; the cookie is then the browser's.
      await client.mutate({ mutation: SignOutDocument }).catch(() => undefined);
      setViewer(client, null);
      return false;
    },
    checkAuth: () => (viewerOf(client) ? Promise.resolve() : Promise.reject()),
    checkError: async (error) => {
      const { code } = toRequestProblem(error);
      if (code === 'UNAUTHENTICATED') throw error;
      // A role was taken away: ask again who this is, so that the desk shows what is left.
      if (code === 'FORBIDDEN')
        void client.query({ query: MeDocument, fetchPolicy: 'network-only' }).catch(() => undefined);
    },
    getIdentity: async () => {
      const viewer = viewerOf(client);
      return { id: viewer?.id ?? '', fullName: viewer?.name ?? viewer?.email ?? '' };
    },
    getPermissions: async () => viewerOf(client)?.roles ?? [],
    canAccess: async ({ resource, action }) => mayDo(viewerOf(client)?.roles ?? [], resource, action),
  };
}
