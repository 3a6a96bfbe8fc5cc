import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { createClient } from 'graphql-ws';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;
const PING_EVERY_MS = 12_000;
/** The server refused us: asking again would not help, signing in would. */
const REFUSED = [4401, 4403];

function address(): string {
  const url = new URL('/graphql', location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
}

/** Subscriptions over one WebSocket, signed in by the cookie; comes back by itself, waiting longer each time. */
export function createSocketLink(): GraphQLWsLink {
  return new GraphQLWsLink(
    createClient({
      url: address,
      keepAlive: PING_EVERY_MS,
      retryAttempts: Number.POSITIVE_INFINITY,
      shouldRetry: (problem) => !(problem instanceof CloseEvent && REFUSED.includes(problem.code)),
      retryWait: (attempt) => {
        const wait = Math.min(FIRST_WAIT_MS * 2 ** attempt, LONGEST_WAIT_MS);
        return new Promise((resolve) => setTimeout(resolve, wait * (0.5 + Math.random() / 2)));
      },
    }),
  );
}
