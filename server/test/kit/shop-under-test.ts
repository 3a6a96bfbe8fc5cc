import type { Discovery } from '../../sandbox/discovery.ts';
import type { Sandboxes, SandboxSecrets } from '../../sandbox/start.ts';
import type { Person } from './shopper.ts';

/** An answer of the API, looked into by tests without a type for each query. */
// biome-ignore lint/suspicious/noExplicitAny: tests read answers of any shape and assert on what they find
export type ResultOf = any;

export interface GraphQLAnswer {
  status: number;
  data: ResultOf;
  errors:
    | { message: string; path?: string[]; extensions: { code: string; [key: string]: unknown } }[]
    | undefined;
  headers: Record<string, string>;
}

export interface SentMail {
  to: string;
  subject: string;
  text: string;
  html: string;
  messageId: string;
  sentAt: string;
}

export type SandboxName = 'stripe' | 'connectedYou' | 'mailbox';

/** A shop as people, its database and the services around it see it, whichever process it runs in. */
export interface ShopUnderTest {
  readonly url: string;
  readonly sandboxes: Sandboxes;
  readonly secrets: SandboxSecrets;
  graphql(
    query: string,
    variables?: object,
    options?: { as?: Person; headers?: Record<string, string> },
  ): Promise<GraphQLAnswer>;
  sql<Row extends object = ResultOf>(text: string, values?: unknown[]): Promise<Row[]>;
  mailsTo(email: string): Promise<SentMail[]>;
  /** Talks to a sandbox's switchboard. */
  control(sandbox: SandboxName, path: string, body?: object, method?: string): Promise<ResultOf>;
  /** Waits until `look` gives something; moves a movable clock a little between looks. */
  until<T>(what: string, look: () => Promise<T | null>): Promise<T>;
}

/** Asks the API at an address as a client does: POST, JSON, bearer. */
export const graphqlAt =
  (url: string): ShopUnderTest['graphql'] =>
  async (query, variables = {}, { as, headers = {} } = {}) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(as ? { authorization: `Bearer ${as.token}` } : {}),
        ...headers,
      },
      body: JSON.stringify({ query, variables }),
    });
    const body = (await response.json()) as Pick<GraphQLAnswer, 'data' | 'errors'>;
    const cookies = response.headers.get('set-cookie');
    // One entry of several cookies would hide the others.
    const kept: Record<string, string> = cookies === null ? {} : { 'set-cookie': cookies };
    return {
      ...body,
      status: response.status,
      headers: { ...Object.fromEntries(response.headers), ...kept },
    };
  };

export async function controlSandbox(
  sandboxes: Sandboxes,
  sandbox: SandboxName,
  path: string,
  body?: object,
  method = 'POST',
): Promise<ResultOf> {
  const response = await fetch(`${sandboxes[sandbox].url}/_sandbox/${path}`, {
    method,
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return JSON.parse(text);
}

/** The newest mails of an address, or of everybody. */
export async function mailsIn(sandboxes: Sandboxes, email = ''): Promise<SentMail[]> {
  const response = await fetch(
    `${sandboxes.mailbox.url}/sandbox/mailbox?to=${encodeURIComponent(email)}&format=json`,
  );
  return (await response.json()) as SentMail[];
}

/** What the app must know of sandboxes that run in this process. */
export const discoveryOf = (sandboxes: Sandboxes, secrets: SandboxSecrets): Discovery => ({
  stripe: {
    url: sandboxes.stripe.url,
    secretKey: secrets.stripeSecretKey,
    publishableKey: secrets.stripePublishableKey,
    webhookSecret: secrets.stripeWebhookSecret,
  },
  connectedYou: {
    url: sandboxes.connectedYou.url,
    apiKey: secrets.connectedYouApiKey,
    partnerId: secrets.connectedYouPartnerId,
  },
  smtp: sandboxes.smtp,
  mailbox: sandboxes.mailbox,
  pid: process.pid,
});
