import { createServer, request as httpRequest } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import WebSocket from 'ws';
import { SessionService } from '../../src/accounts/session.service.ts';
import { ProviderRegistry } from '../../src/providers/provider.registry.ts';
import { buy, checkout, ownOrder, type Person, payByCard, signIn } from '../kit/shopper.ts';
import { type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
let person: Person;
beforeAll(async () => {
  app = await startTestApp();
  person = await signIn(app, 'hardy@example.com');
});
afterEach(() => {
  vi.restoreAllMocks();
});
afterAll(() => app.close());

interface RawSocket {
  send(message: object): void;
  /** The next message that is like this. */
  message(isIt: (message: ResultOf) => boolean): Promise<ResultOf>;
  readonly closed: Promise<number>;
  close(): void;
}

/** A socket that speaks the protocol word by word. */
function rawSocket(token: string): RawSocket {
  const socket = new WebSocket(`${app.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const seen: ResultOf[] = [];
  const waiting = new Set<() => void>();
  socket.on('message', (data) => {
    seen.push(JSON.parse(String(data)));
    for (const look of waiting) look();
  });
  socket.on('open', () =>
    socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } })),
  );
  const closed = Promise.withResolvers<number>();
  socket.on('close', (code) => closed.resolve(code));
  return {
    send: (message) => socket.send(JSON.stringify(message)),
    message: (isIt) =>
      new Promise((resolve) => {
        const look = () => {
          const found = seen.find(isIt);
          if (!found) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    closed: closed.promise,
    close: () => socket.close(),
  };
}

const isAck = ({ type }: { type: string }) => type === 'connection_ack';

describe('trouble of the database', () => {
  it('while a session is looked up leaves the browser its cookie; a dead session does not', async () => {
    const ask = () =>
      app.graphql('query { me { email } }', {}, { headers: { cookie: 'tribi_session=made-up' } });
    vi.spyOn(SessionService.prototype, 'identify').mockRejectedValueOnce(new Error('connection lost'));
    const troubled = await ask();
    expect(troubled.errors?.map((error) => error.extensions.code)).toEqual(['INTERNAL_SERVER_ERROR']);
    expect(troubled.headers['set-cookie']).toBeUndefined();
    const dead = await ask();
    expect(dead.errors?.map((error) => error.extensions.code)).toEqual(['UNAUTHENTICATED']);
    expect(dead.headers['set-cookie']).toMatch(/^tribi_session=;/);
  });

  it('while a socket connects tells its client to come back; a dead session does not', async () => {
    vi.spyOn(SessionService.prototype, 'identify').mockRejectedValueOnce(new Error('connection lost'));
    expect(await rawSocket(person.token).closed).toBe(1013);
    expect(await rawSocket('made-up').closed).toBe(4403);
  });

  it('after missed notices closes the sockets whose session cannot be looked at', async () => {
    const socket = rawSocket(person.token);
    await socket.message(isAck);
    vi.spyOn(SessionService.prototype, 'isLive').mockRejectedValue(new Error('connection lost'));
    await app.sql(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'tribi-events' and datname = current_database()",
    );
    expect(await socket.closed).toBe(1013);
  });
});

it('one socket holds at most 20 subscriptions', async () => {
  const { order } = await checkout(app, person);
  const socket = rawSocket(person.token);
  await socket.message(isAck);
  const query = `subscription { orderUpdated(number: "${order.number}") { number } }`;
  for (let nth = 1; nth <= 21; nth += 1)
    socket.send({ id: String(nth), type: 'subscribe', payload: { query } });
  const last = await socket.message(({ id }) => id === '21');
  expect(last).toMatchObject({ type: 'error', payload: [{ extensions: { code: 'BAD_REQUEST' } }] });
  expect(await socket.message(({ id }) => id === '20')).toMatchObject({ type: 'next' });
  socket.send({ id: '20', type: 'complete' });
  socket.send({ id: '22', type: 'subscribe', payload: { query } });
  expect(await socket.message(({ id }) => id === '22')).toMatchObject({ type: 'next' });
  socket.close();
});

it('limits count the addresses of one IPv6 network as one client', async () => {
  const other = await app.another({ TRUST_PROXY_HOPS: '1', RATE_LIMIT_SIGN_INS_PER_IP_PER_HOUR: '2' });
  const signInFrom = async (ip: string) => {
    const { data } = await other.graphql(
      'mutation { signIn(email: "a@example.com", code: "000000") { __typename } }',
      {},
      { headers: { 'x-forwarded-for': ip } },
    );
    return data.signIn.__typename;
  };
  const answers = [];
  for (const ip of ['2001:db8:1:2::1', '2001:db8:1:2::2', '2001:db8:1:2:ffff::3', '2001:db8:1:3::1'])
    answers.push(await signInFrom(ip));
  expect(answers).toEqual(['InvalidCode', 'InvalidCode', 'RateLimited', 'InvalidCode']);
  await other.close();
});

it('variables deeper than any stack are the caller’s mistake', async () => {
  const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
  const response = await fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: `{"query":"query { countries { iso2 } }","variables":{"deep":${deep}}}`,
  });
  const { errors }: ResultOf = await response.json();
  expect(errors.map((error: ResultOf) => error.extensions.code)).toEqual(['BAD_USER_INPUT']);
});

describe('the mailbox', () => {
  /** The status of a request whose target and Host are just these. */
  const statusOf = (path: string, host?: string): Promise<number> =>
    new Promise((resolve, reject) => {
      const { port } = new URL(app.url);
      const asked = httpRequest(
        { host: '127.0.0.1', port, path, headers: host ? { host } : {} },
        (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        },
      );
      asked.on('error', reject).end();
    });

  it('is asked for its own paths at its own address, whatever a request names', async () => {
    let strangers = 0;
    const stranger = createServer((_request, response) => {
      strangers += 1;
      response.end('secret');
    });
    await new Promise<void>((resolve) => {
      stranger.listen(0, '127.0.0.1', resolve);
    });
    const address = stranger.address();
    const port = typeof address === 'object' ? address?.port : 0;
    expect(await statusOf(`http://127.0.0.1:${port}/sandbox/mailbox`, 'localhost')).toBe(200);
    expect(strangers).toBe(0);
    for (const path of ['/sandbox/mailbox/../../_sandbox/state', '/sandbox/mailbox/%2e%2e/other'])
      expect(await statusOf(path), path).toBe(404);
    stranger.close();
  });

  it('answers only to names of this machine', async () => {
    for (const host of ['localhost', 'localhost:4000', '127.0.0.1:1', '[::1]:4000'])
      expect(await statusOf('/sandbox/mailbox', host), host).toBe(200);
    for (const host of ['evil.example', 'localhost.evil.example:80', '127.0.0.1.evil.example'])
      expect(await statusOf('/sandbox/mailbox', host), host).toBe(404);
  });
});

it('a supplier that is slow with one eSIM holds up no other', async () => {
  const asked = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<void>();
  const get = ProviderRegistry.prototype.get;
  let isFirst = true;
  const spy = vi.spyOn(ProviderRegistry.prototype, 'get');
  spy.mockImplementation(function (this: ProviderRegistry, name) {
    const provider = get.call(this, name);
    return {
      ...provider,
      order: async (order) => {
        const isSlow = isFirst;
        isFirst = false;
        asked.resolve();
        if (isSlow) await answer.promise;
        return provider.order(order);
      },
    };
  });
  const slow = await checkout(app, person);
  await payByCard(slow.payment);
  await asked.promise;
  expect((await buy(app, person)).fulfillmentStatus).toBe('FULFILLED');
  const { number } = slow.order;
  expect((await ownOrder(app, person, number)).fulfillmentStatus).toBe('IN_PROGRESS');
  answer.resolve();
  await app.until('the slow eSIM', async () =>
    (await ownOrder(app, person, number)).fulfillmentStatus === 'FULFILLED' ? true : null,
  );
  spy.mockRestore();
});
