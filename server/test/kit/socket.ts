import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import type { Person } from './shopper.ts';
import type { ResultOf, TestApp } from './test-app.ts';

export interface SocketOptions {
  /** Sent as the connection's parameters, as the apps of phones do. */
  as?: Person | undefined;
  /** Headers of the upgrade, where a browser puts its cookie and Origin. */
  headers?: Record<string, string>;
}

/** A subscription over a socket of its own. */
export interface LiveOperation {
  /** The next event. Rejects with `{ code, reason }` of the close, or with the list of errors. */
  next(): Promise<ResultOf>;
  close(): Promise<void>;
}

const deadlineMs = 10_000;

/** Subscribes as a client does; nothing is retried. */
export function live(
  app: Pick<TestApp, 'url'>,
  query: string,
  variables: object = {},
  options: SocketOptions = {},
): LiveOperation {
  class SocketWithHeaders extends WebSocket {
    constructor(url: string, protocols: string[]) {
      super(url, protocols, { headers: options.headers ?? {} });
    }
  }
  const client = createClient({
    url: `${app.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: SocketWithHeaders,
    retryAttempts: 0,
    ...(options.as ? { connectionParams: { authorization: `Bearer ${options.as.token}` } } : {}),
  });
  const events = client.iterate({ query, variables: { ...variables } });
  return {
    next: async () => {
      const late = Promise.withResolvers<never>();
      const timer = setTimeout(() => late.reject(new Error('No event came in time')), deadlineMs);
      try {
        const { value, done } = await Promise.race([events.next(), late.promise]);
        if (done) throw new Error('The subscription has ended');
        return value;
      } finally {
        clearTimeout(timer);
      }
    },
    close: async () => {
      await client.dispose();
    },
  };
}

/** The code that its socket was closed with, after whatever it told before. */
export async function endOf(operation: LiveOperation): Promise<number> {
  for (;;) {
    try {
      await operation.next();
    } catch (error) {
      const close: ResultOf = error;
      return close.code;
    }
  }
}
