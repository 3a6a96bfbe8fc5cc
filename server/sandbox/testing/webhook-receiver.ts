import { createServer } from 'node:http';
import type Stripe from 'stripe';
import { readBody } from '../core/http-server.ts';

interface ReceivedWebhook {
  readonly event: Stripe.Event;
  readonly body: string;
  readonly signature: string;
}

export interface WebhookReceiver {
  readonly url: string;
  readonly received: ReceivedWebhook[];
  /** Answers given in turn to coming webhooks; 200 when there are none left. */
  readonly answers: number[];
  types(): string[];
  close(): Promise<void>;
}

/** A shop's webhook endpoint that checks every signature with the official SDK. */
export async function startWebhookReceiver(
  stripe: () => Stripe,
  secret: () => string,
): Promise<WebhookReceiver> {
  const received: ReceivedWebhook[] = [];
  const answers: number[] = [];
  const server = createServer((request, response) => {
    readBody(request)
      .then((body) => {
        const signature = String(request.headers['stripe-signature']);
        const event = stripe().webhooks.constructEvent(body, signature, secret());
        received.push({ event, body, signature });
        response.writeHead(answers.shift() ?? 200).end();
      })
      .catch(() => response.writeHead(400).end());
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('no port'));
      else resolve(address.port);
    });
  });
  return {
    url: `http://127.0.0.1:${port}/webhooks/stripe`,
    received,
    answers,
    types: () => received.map(({ event }) => event.type),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
