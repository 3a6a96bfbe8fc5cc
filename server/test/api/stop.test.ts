import { describe, expect, it } from 'vitest';
import { settled } from '../kit/census.ts';
import { buy, signIn } from '../kit/shopper.ts';
import { endOf, live } from '../kit/socket.ts';
import { startTestApp } from '../kit/test-app.ts';

describe('stopping', () => {
  it('answers what is in hand, tells sockets, and does not wait for connections kept alive', async () => {
    const app = await startTestApp();
    const person = await signIn(app, 'last@example.com');
    const finance = await signIn(app, 'finance@tribi.test');
    const order = await buy(app, person);
    await settled(app);
    const watching = live(
      app,
      'subscription ($n: String!) { orderUpdated(number: $n) { number } }',
      { n: order.number },
      { as: person },
    );
    await watching.next();
    const end = endOf(watching);
    await app.control('stripe', 'faults', {
      mode: 'latency',
      latencyMs: 300,
      method: 'POST',
      path: '/v1/refunds',
    });
    const mutation =
      'mutation ($n: String!) { refundOrder(number: $n, reason: "last one", idempotencyKey: "k") { __typename } }';
    const last = app.graphql(mutation, { n: order.number }, { as: finance });
    await app.until('the refund to be asked for', async () =>
      (await app.sql('select 1 from refunds')).length > 0 ? true : null,
    );
    await app.close();
    expect((await last).data.refundOrder.__typename).toBe('Order');
    expect(await end).toBe(1001);
  });
});
