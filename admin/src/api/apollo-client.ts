import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { SetContextLink } from '@apollo/client/link/context';
import { ErrorLink } from '@apollo/client/link/error';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { OperationTypeNode } from 'graphql';
import { createClient } from 'graphql-ws';
import { hashOf } from './operation-hash.ts';
import { isUnauthenticated } from './request-problem.ts';

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
 * Asks once more what was refused because the session is over. Such a refusal is of the whole operation, and
 * takes the dead cookie with it: what anyone may ask, signing in first of all, is then answered.
 */
const createSecondTry = () =>
  new ErrorLink(({ error, operation, forward }) => {
    if (!isUnauthenticated(error) || operation.getContext().isSecondTry) return;
    operation.setContext({ isSecondTry: true });
    return forward(operation);
  });

/**
 * The client of the shop's API, signed in by its cookie. Lists and records are kept by react-admin, so they
 * pass the cache by; it holds who is signed in and what shop this is.
 * @param currentLocale the language that the server's messages shall have
 */
export function createApolloClient(currentLocale: () => string): ApolloClient {
  const headers = new SetContextLink(({ headers: given }) => ({
    headers: { ...given, 'accept-language': currentLocale(), 'apollo-require-preflight': 'true' },
  }));
  const http = new PersistedQueryLink({ generateHash: hashOf }).concat(
    new HttpLink({ uri: '/graphql', credentials: 'same-origin' }),
  );
  const isLive = (operation: ApolloLink.Operation) =>
    operation.operationType === OperationTypeNode.SUBSCRIPTION;
  return new ApolloClient({
    link: ApolloLink.split(isLive, createSocketLink(), ApolloLink.from([createSecondTry(), headers, http])),
    cache: new InMemoryCache({ typePolicies: { Shop: { keyFields: [] }, Desk: { keyFields: [] } } }),
    defaultOptions: { mutate: { fetchPolicy: 'no-cache' } },
  });
}
