import { type Client, createClient } from 'graphql-ws';
import type { LiveLine } from './live-line.ts';

/** The server ended the session: a new socket would be refused too. */
const refusedCodes = [4401, 4403];
const longestWaitMs = 15_000;

function socketAddress(): string {
  const url = new URL('/graphql', location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
}

interface SocketSettings {
  address: () => string;
  pingEveryMs: number;
  /** How long a pong may take; then the line is taken for dead, which a browser itself notices late or never. */
  pongWithinMs: number;
}

const usual: SocketSettings = { address: socketAddress, pingEveryMs: 12_000, pongWithinMs: 5_000 };

/**
 * One WebSocket for all subscriptions, opened by the first and closed after the last; it comes back by itself, and
 * tells whether it stands.
 */
export function createSocket(line: LiveLine, settings: SocketSettings = usual): Client {
  let pong: ReturnType<typeof setTimeout> | undefined;
  const client = createClient({
    url: settings.address,
    keepAlive: settings.pingEveryMs,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: (problem) => !(problem instanceof CloseEvent && refusedCodes.includes(problem.code)),
    retryWait: (attempt) => {
      const wait = Math.min(500 * 2 ** attempt, longestWaitMs);
      return new Promise((resolve) => setTimeout(resolve, wait * (0.5 + Math.random() / 2)));
    },
    on: {
      connected: () => line.set(true),
      closed: () => {
        clearTimeout(pong);
        line.set(false);
      },
      ping: (isReceived) => {
        if (isReceived) return;
        clearTimeout(pong);
        pong = setTimeout(() => client.terminate(), settings.pongWithinMs);
      },
      pong: (isReceived) => {
        if (isReceived) clearTimeout(pong);
      },
    },
  });
  return client;
}
