import { ApolloClient, HttpLink } from '@apollo/client';
import { createCache } from '../api/cache.ts';
import type { Locale } from '../preferences/choices.ts';

/** Asks the shop's own API where the server draws; nobody is signed in. */
export function createDrawingClient(locale: Locale, ask: typeof fetch, signal?: AbortSignal): ApolloClient {
  return new ApolloClient({
    ssrMode: true,
    cache: createCache(),
    link: new HttpLink({
      uri: '/graphql',
      fetch: ask,
      ...(signal ? { fetchOptions: { signal } } : {}),
      headers: { 'accept-language': locale, 'apollo-require-preflight': 'true' },
    }),
  });
}
