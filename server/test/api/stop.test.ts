import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import { parseConfig } from '../../src/config.ts';
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

  it('does not wait for a socket that never says goodbye', async () => {
    const lines: string[] = [];
    const app = await startTestApp({ env: { LOG_LEVEL: 'warn' }, writeLog: (line) => lines.push(line) });
    const { hostname, port } = new URL(app.url);
    // A phone that fell asleep: it opened a WebSocket, and its system still holds the connection.
    const phone = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
    const upgraded = new Promise<string>((resolve) => phone.once('data', (data) => resolve(String(data))));
    const gone = new Promise((resolve) => phone.once('close', resolve));
    phone.on('error', () => undefined);
    phone.write(
      `GET /graphql HTTP/1.1\r\nHost: ${hostname}:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
        'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n' +
        'Sec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n',
    );
    expect(await upgraded).toContain('101 Switching Protocols');
    const started = performance.now();
    await app.close();
    expect(performance.now() - started).toBeLessThan(8_000);
    expect(lines.filter((line) => line.includes('requests_cut_off'))).toEqual([]);
    phone.destroy();
    await gone;
  });
});

describe('starting', () => {
  it('works on no job where its port is taken', async () => {
    const app = await startTestApp({ work: false });
    const other = await createApp(parseConfig({ ...app.env, PORT: new URL(app.url).port }));
    await expect(other.start({ serve: true, work: true })).rejects.toThrow('EADDRINUSE');
    expect(other.jobs.isWorking).toBe(false);
    await other.stop();
    await app.close();
  });
});
