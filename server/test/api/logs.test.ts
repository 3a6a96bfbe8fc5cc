import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { SessionService } from '../../src/accounts/session.service.ts';
import { settled } from '../kit/census.ts';
import { checkout, mailedCode, ownOrder, type Person, payByCard, signIn } from '../kit/shopper.ts';
import { live } from '../kit/socket.ts';
import { type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
let text = '';
beforeAll(async () => {
  app = await startTestApp({
    env: { LOG_LEVEL: 'debug', LOG_FORMAT: 'json' },
    writeLog: (line) => {
      text += line;
    },
  });
});
afterAll(() => app.close());

const lines = (): Record<string, ResultOf>[] =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
const linesOf = (requestId: string) => lines().filter((line) => line.requestId === requestId);
const ask = (query: string, variables: object, requestId: string, as?: Person) =>
  app.graphql(query, variables, { headers: { 'x-request-id': requestId }, ...(as ? { as } : {}) });

describe('the log of a purchase, a refund and failures, at debug level', () => {
  it('holds none of the secrets that were in play', async () => {
    const email = 'ana.garcia@example.com';
    const person = await signIn(app, email);
    const finance = await signIn(app, 'finance@tribi.test');
    const code = await mailedCode(app, email);
    const { order, payment } = await checkout(app, person);
    await payByCard(payment, '4000000000000002');
    await payByCard(payment);
    const delivered = await app.until('the delivery', async () => {
      const seen = await ownOrder(app, person, order.number);
      return seen.fulfillmentStatus === 'FULFILLED' ? seen : null;
    });
    const refund = `mutation { refundOrder(number: "${order.number}", reason: "for ${email}", idempotencyKey: "k") { __typename } }`;
    await app.control('stripe', 'faults', {
      mode: 'error500',
      times: 'always',
      method: 'POST',
      path: '/v1/refunds',
    });
    await ask(refund, {}, 'a-refund', finance);
    await app.control('stripe', 'faults', undefined, 'DELETE');
    // A fault of ours whose text holds what it should not, as a driver's does.
    const [esim] = delivered.esims;
    vi.spyOn(SessionService.prototype, 'identify').mockRejectedValueOnce(
      new Error(`Key (activation_code)=(${esim.activationCode}) of ${email}, code ${code}, ${person.token}`),
    );
    await ask('query { me { email } }', {}, 'a-fault', person);
    await settled(app);

    const secrets = {
      code,
      token: person.token,
      clientSecret: payment.clientSecret,
      activationCode: esim.activationCode,
      matchingId: esim.matchingId,
      localPart: 'ana.garcia',
      staff: 'finance@',
      stripeKey: app.secrets.stripeSecretKey,
      webhookSecret: app.secrets.stripeWebhookSecret,
      supplierKey: app.secrets.connectedYouApiKey,
    };
    for (const [name, secret] of Object.entries(secrets)) {
      expect(secret.length, name).toBeGreaterThan(5);
      expect(text.includes(secret), name).toBe(false);
    }
    expect(linesOf('a-fault').map(({ message }) => message)).toEqual(['request_failed', 'request']);
    expect(linesOf('a-fault')[0]?.error.message).toContain('Key (activation_code)=([redacted])');
  });

  it('holds no link that opens something by itself', async () => {
    const ways = ['/shared/', '/es/shared/', '/unsubscribe/', '/es/unsubscribe/', '/%73hared/'];
    for (const path of ways)
      await fetch(`${app.url}${path}a-secret-in-a-link?x=1`, { headers: { 'x-request-id': 'a-link' } });
    await app.until('the lines', async () => (linesOf('a-link').length === ways.length ? true : null));
    expect(linesOf('a-link').map(({ path }) => path)).toEqual([
      '/shared/[redacted]',
      '/es/shared/[redacted]',
      '/unsubscribe/[redacted]',
      '/es/unsubscribe/[redacted]',
      '/shared/[redacted]',
    ]);
    expect(text).not.toContain('a-secret-in-a-link');
  });

  it('holds the id of its request on each line, also of the jobs it caused', async () => {
    await ask(
      'mutation { requestSignInCode(email: "other@example.com") { __typename } }',
      {},
      'asked-for-a-code',
    );
    await app.until('the mail', async () =>
      linesOf('asked-for-a-code').some(({ message }) => message === 'mail_sent') ? true : null,
    );
    await settled(app);
    const messages = linesOf('asked-for-a-code').map(({ message, job }) => [message, job]);
    expect(messages).toEqual(
      expect.arrayContaining([
        ['request', undefined],
        ['mail_sent', 'mail.send'],
        ['job_done', 'mail.send'],
      ]),
    );
    const program = lines().filter(({ message }) => !/^(jobs|events)_/.test(message));
    expect(program.filter(({ requestId }) => typeof requestId !== 'string')).toEqual([]);
  });

  it('tells of a fault on a socket by the id that the socket came with', async () => {
    const person = await signIn(app, 'watching@example.com');
    vi.spyOn(SessionService.prototype, 'identify').mockRejectedValueOnce(new Error('the database is away'));
    const watching = live(
      app,
      'subscription { orderUpdated(number: "TRB-NONE00") { number } }',
      {},
      { as: person, headers: { 'x-request-id': 'a-socket' } },
    );
    await watching.next().catch(() => undefined);
    await watching.close();
    expect(linesOf('a-socket')).toContainEqual(expect.objectContaining({ message: 'socket_failed' }));
  });
});
