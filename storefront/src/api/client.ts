import { ApolloClient, ApolloLink, CombinedGraphQLErrors, HttpLink } from '@apollo/client';
import { SetContextLink } from '@apollo/client/link/context';
import { ErrorLink } from '@apollo/client/link/error';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { RetryLink } from '@apollo/client/link/retry';
import { OperationTypeNode } from 'graphql';
import { defer, mergeMap } from 'rxjs';
import { createCache } from './cache.ts';
import { currentLocale } from './locale.ts';
import { hashOf } from './operation-hash.ts';

const QUERY_ATTEMPTS = 3;

/** Whether the answer says that nobody is signed in (any more). */
export function isUnauthenticated(error: unknown): boolean {
  return (
    CombinedGraphQLErrors.is(error) &&
    error.errors.some(({ extensions }) => extensions?.code === 'UNAUTHENTICATED')
  );
}

const headers = new SetContextLink(({ headers: given }) => ({
  headers: { ...given, 'accept-language': currentLocale(), 'apollo-require-preflight': 'true' },
}));

/** Queries may be asked again when no answer came; a mutation is repeated by the person, with its key. */
const retry = new RetryLink({
  delay: { initial: 400, max: 4000, jitter: true },
  attempts: (count, operation, error) =>
    count < QUERY_ATTEMPTS &&
    operation.operationType === OperationTypeNode.QUERY &&
    !CombinedGraphQLErrors.is(error),
});

/** The WebSocket's code is fetched when the first subscription starts: most pages have none. */
const live = new ApolloLink((operation) =>
  defer(loadSocket).pipe(mergeMap((link) => link.request(operation))),
);
let socket:
  | Promise<{ request: (operation: ApolloLink.Operation) => ReturnType<ApolloLink['request']> }>
  | undefined;
function loadSocket() {
  socket ??= import('./live-socket.ts').then(({ createSocketLink }) => createSocketLink());
  return socket;
}

/** Sends the hash that the code generator gave an operation instead of its text; the text only when asked for. */
const createHashLink = () => new PersistedQueryLink({ generateHash: hashOf });

/** `onSignedOut` is told when an operation was refused because the session is over. */
export function createApolloClient(onSignedOut: () => void, cache = createCache()): ApolloClient {
  const watchSession = new ErrorLink(({ error, operation, forward }) => {
    if (!isUnauthenticated(error)) return;
    onSignedOut();
    // The answer has dropped the dead cookie; what needs no session works without it.
    if (operation.getContext().isRepeated) return;
    operation.setContext({ isRepeated: true });
    return forward(operation);
  });
  const http = new HttpLink({ uri: '/graphql', credentials: 'same-origin' });
  const isLive = (operation: ApolloLink.Operation) =>
    operation.operationType === OperationTypeNode.SUBSCRIPTION;
  return new ApolloClient({
    link: ApolloLink.from([
      watchSession,
      headers,
      retry,
      ApolloLink.split(isLive, live, createHashLink().concat(http)),
    ]),
    cache,
  });
}
