import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { SetContextLink } from '@apollo/client/link/context';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { OperationTypeNode } from 'graphql';
import { createClient } from 'graphql-ws';

/** The server ended the session: a new socket would be refused too. */
const refusedCodes = [4401, 4403];
const longestWaitMs = 15_000;
const pingEveryMs = 12_000;

function socketAddress(): string {
  const url = new URL('/graphql', location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
}

/** Subscriptions over one WebSocket, opened by the first and closed after the last; it comes back by itself. */
const createSocketLink = () =>
  new GraphQLWsLink(
    createClient({
      url: socketAddress,
      keepAlive: pingEveryMs,
      retryAttempts: Number.POSITIVE_INFINITY,
      shouldRetry: (problem) => !(problem instanceof CloseEvent && refusedCodes.includes(problem.code)),
      retryWait: (attempt) => {
        const wait = Math.min(500 * 2 ** attempt, longestWaitMs);
        return new Promise((resolve) => setTimeout(resolve, wait * (0.5 + Math.random() / 2)));
      },
    }),
  );

/**
 * The client of the shop's API, signed in by its cookie. Lists and records are kept by react-admin, so they
 * pass the cache by; it holds who is signed in and what shop this is.
 * @param currentLocale the language that the server's messages shall have
 */
export function createApolloClient(currentLocale: () => string): ApolloClient {
  const headers = new SetContextLink(({ headers: given }) => ({
    headers: { ...given, 'accept-language': currentLocale(), 'apollo-require-preflight': 'true' },
  }));
  const http = new HttpLink({ uri: '/graphql', credentials: 'same-origin' });
  const isLive = (operation: ApolloLink.Operation) =>
    operation.operationType === OperationTypeNode.SUBSCRIPTION;
  return new ApolloClient({
    link: ApolloLink.from([headers, ApolloLink.split(isLive, createSocketLink(), http)]),
    cache: new InMemoryCache({ typePolicies: { Shop: { keyFields: [] } } }),
    defaultOptions: { mutate: { fetchPolicy: 'no-cache' } },
  });
}
