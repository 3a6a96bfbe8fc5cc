import { Agent as HttpAgent, request as httpRequest, type RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

interface SendResult {
  /** Null when no answer came. */
  readonly httpStatus: number | null;
  readonly error: string | null;
}

/** Posts webhooks over kept-alive connections. Redirects are not followed: to Stripe they are failures. */
export class WebhookSender {
  readonly #timeoutMs: number;
  readonly #http: HttpAgent;
  readonly #https: HttpsAgent;

  constructor(options: { timeoutMs: number; maxConnections: number }) {
    this.#timeoutMs = options.timeoutMs;
    const agentOptions = { keepAlive: true, maxSockets: options.maxConnections, scheduling: 'lifo' } as const;
    this.#http = new HttpAgent(agentOptions);
    this.#https = new HttpsAgent(agentOptions);
  }

  send(url: string, body: string, signature: string): Promise<SendResult> {
    const payload = Buffer.from(body);
    const options: RequestOptions = {
      method: 'POST',
      timeout: this.#timeoutMs,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-length': payload.length,
        'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
        'stripe-signature': signature,
      },
    };
    return new Promise((resolve) => {
      const target = new URL(url);
      const request =
        target.protocol === 'https:'
          ? httpsRequest(target, { ...options, agent: this.#https })
          : httpRequest(target, { ...options, agent: this.#http });
      // The whole exchange has one deadline; the socket's own timeout only sees silence.
      const deadline = setTimeout(() => request.destroy(new Error('timed out')), this.#timeoutMs);
      const finish = (result: SendResult) => {
        clearTimeout(deadline);
        resolve(result);
      };
      request.on('response', (response) => {
        response.on('end', () => finish({ httpStatus: response.statusCode ?? null, error: null }));
        response.on('error', (error) => finish({ httpStatus: null, error: error.message }));
        response.resume();
      });
      request.on('error', (error) => finish({ httpStatus: null, error: error.message }));
      request.end(payload);
    });
  }

  close(): void {
    this.#http.destroy();
    this.#https.destroy();
  }
}
