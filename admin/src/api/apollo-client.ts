import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { SetContextLink } from '@apollo/client/link/context';
import { ErrorLink } from '@apollo/client/link/error';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { OperationTypeNode } from 'graphql';
import { liveLine } from './live-line.ts';
import { hashOf } from './operation-hash.ts';
import { isUnauthenticated } from './request-problem.ts';
import { createSocket } from './socket.ts';

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

/** Tells of what is refused at the second try too: it needs a person, and nobody is signed in any more. */
const createSignedOutWatch = (onSignedOut: () => void) =>
  new ErrorLink(({ error, operation }) => {
    if (isUnauthenticated(error) && operation.getContext().isSecondTry) onSignedOut();
  });

/**
 * The client of the shop's API, signed in by its cookie. Lists and records are kept by react-admin, so they
 * pass the cache by; it holds who is signed in and what shop this is.
 * @param currentLocale the language that the server's messages shall have
 * @param onSignedOut is told when the server knows nobody of this browser any more
 */
export function createApolloClient(
  currentLocale: () => string,
  onSignedOut: (client: ApolloClient) => void,
): ApolloClient {
  const headers = new SetContextLink(({ headers: given }) => ({
    headers: { ...given, 'accept-language': currentLocale(), 'apollo-require-preflight': 'true' },
  }));
  const http = new PersistedQueryLink({ generateHash: hashOf }).concat(
    new HttpLink({ uri: '/graphql', credentials: 'same-origin' }),
  );
  const isLive = (operation: ApolloLink.Operation) =>
    operation.operationType === OperationTypeNode.SUBSCRIPTION;
  const live = new GraphQLWsLink(createSocket(liveLine));
  const watch = createSignedOutWatch(() => onSignedOut(client));
  const client = new ApolloClient({
    link: ApolloLink.split(isLive, live, ApolloLink.from([createSecondTry(), watch, headers, http])),
    cache: new InMemoryCache({ typePolicies: { Shop: { keyFields: [] }, Desk: { keyFields: [] } } }),
    defaultOptions: { mutate: { fetchPolicy: 'no-cache' } },
  });
  return client;
}
