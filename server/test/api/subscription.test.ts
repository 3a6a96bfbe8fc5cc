import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { checkout, mailedCode, type Person, payByCard, signIn } from '../kit/shopper.ts';
import { type LiveOperation, live, type SocketOptions } from '../kit/socket.ts';
import { type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
let person: Person;
let started: ResultOf;
beforeAll(async () => {
  app = await startTestApp({ env: { MAX_OPEN_ORDERS: '100' } });
  person = await signIn(app, 'watching@example.com');
  started = await checkout(app, person);
});
afterAll(() => app.close());

const document = `subscription ($n: String!) { orderUpdated(number: $n) {
  number status paymentStatus fulfillmentStatus esims { status activationCode qrCode } } }`;

function watch(
  options: SocketOptions = { as: person },
  number: string = started.order.number,
  at: Pick<TestApp, 'url'> = app,
): LiveOperation {
  return live(at, document, { n: number }, options);
}

/** The first event of a subscription, or why there is none: a code of an error, or of the socket's close. */
async function outcome(operation: LiveOperation): Promise<string | number> {
  try {
    const { data } = await operation.next();
    return data.orderUpdated.number;
  } catch (error) {
    const refusal: ResultOf = error;
    return refusal[0]?.extensions?.code ?? refusal.code ?? String(refusal.message);
  } finally {
    await operation.close();
  }
}

/** Staff of a role, signed in once. */
const staff = new Map<string, Promise<Person>>();
function member(email: string): Promise<Person> {
  const known = staff.get(email) ?? signIn(app, email);
  staff.set(email, known);
  return known;
}

/** Signs in as a browser and gives what it would send back. */
async function cookieOf(email: string): Promise<string> {
  await app.graphql('mutation ($e: String!) { requestSignInCode(email: $e) { __typename } }', { e: email });
  const code = await mailedCode(app, email);
  const { headers } = await app.graphql(
    'mutation ($e: String!, $c: String!) { signIn(email: $e, code: $c) { __typename } }',
    { e: email, c: code },
  );
  return headers['set-cookie']?.split(';')[0] ?? '';
}

describe('orderUpdated', () => {
  it('begins with the present state and goes live to the delivered eSIM', async () => {
    const { order, payment } = await checkout(app, person);
    const operation = watch({ as: person }, order.number);
    const first = (await operation.next()).data.orderUpdated;
    expect(first).toMatchObject({
      number: order.number,
      status: 'OPEN',
      paymentStatus: 'UNPAID',
      fulfillmentStatus: 'UNFULFILLED',
    });
    await payByCard(payment);
    const seen = [first];
    while (seen.at(-1).fulfillmentStatus !== 'FULFILLED')
      seen.push((await operation.next()).data.orderUpdated);
    await operation.close();
    expect(seen.at(-1)).toMatchObject({ status: 'COMPLETED', paymentStatus: 'PAID' });
    expect(seen.at(-1).esims[0]).toMatchObject({
      status: 'READY',
      activationCode: expect.stringMatching(/^LPA:1\$/),
      qrCode: expect.stringMatching(/^data:image\/png/),
    });
    expect(seen.some((state) => state.fulfillmentStatus === 'IN_PROGRESS')).toBe(true);
  });

  it('of a finished order is its present state', async () => {
    const operation = watch({ as: person }, started.order.number.toLowerCase());
    expect((await operation.next()).data.orderUpdated.number).toBe(started.order.number);
    await operation.close();
  });

  it('tells a change that another process made', async () => {
    const other = await app.another();
    const { order } = await checkout(app, person);
    const operation = watch({ as: person }, order.number, other);
    await operation.next();
    await app.graphql(
      'mutation ($n: String!) { cancelOrder(number: $n) { __typename } }',
      { n: order.number },
      { as: person },
    );
    // What the checkout itself changed may still be told before.
    let status = '';
    while (status !== 'CANCELLED') status = (await operation.next()).data.orderUpdated.status;
    await operation.close();
    await other.close();
  });

  it('answers of another’s order as of one that does not exist', async () => {
    const stranger = await signIn(app, 'stranger@example.com');
    expect(await outcome(watch({ as: stranger }))).toBe('NOT_FOUND');
    expect(await outcome(watch({ as: stranger }, 'TRB-NOTHERE'))).toBe('NOT_FOUND');
  });

  it('is for support and finance to watch, without the codes, and not for catalogue staff', async () => {
    for (const email of ['support@tribi.test', 'finance@tribi.test', 'admin@tribi.test']) {
      const operation = watch({ as: await member(email) });
      const { orderUpdated } = (await operation.next()).data;
      expect(orderUpdated.number).toBe(started.order.number);
      expect(orderUpdated.esims.map((esim: ResultOf) => esim.activationCode)).toEqual([null]);
      await operation.close();
    }
    expect(await outcome(watch({ as: await member('catalog@tribi.test') }))).toBe('NOT_FOUND');
  });
});

describe('a socket', () => {
  it('without a session may not subscribe', async () => {
    expect(await outcome(watch({}))).toBe('UNAUTHENTICATED');
  });

  it('with a credential that is not good is closed', async () => {
    expect(await outcome(watch({ as: { email: '', token: 'made-up' } }))).toBe(4403);
    expect(await outcome(watch({ headers: { cookie: 'tribi_session=made-up' } }))).toBe(4403);
  });

  it('takes a cookie as well, from the shop’s own pages only', async () => {
    const cookie = await cookieOf('browser@example.com');
    const own: Person = { email: 'browser@example.com', token: '' };
    const { data } = await app.graphql('query { me { email } }', {}, { headers: { cookie } });
    expect(data.me.email).toBe(own.email);
    // Their own order does not exist, which only somebody signed in is told.
    expect(await outcome(watch({ headers: { cookie, origin: app.url } }, 'TRB-NOTHERE'))).toBe('NOT_FOUND');
    expect(await outcome(watch({ headers: { cookie } }, 'TRB-NOTHERE'))).toBe('NOT_FOUND');
    for (const origin of ['https://evil.example', 'null', `${app.url}.evil.example`]) {
      expect(await upgradeStatus({ cookie, origin }), origin).toBe(403);
    }
  });

  it('of another site is refused, with a bearer too', async () => {
    expect(await upgradeStatus({ origin: 'https://evil.example' })).toBe(403);
  });

  it.each([
    ['GRAPHQL_PARSE_FAILED', 'subscription {'],
    ['GRAPHQL_VALIDATION_FAILED', 'subscription { nothing }'],
    ['GRAPHQL_VALIDATION_FAILED', 'subscription { orderUpdated { number } }'],
    [
      'QUERY_TOO_COMPLEX',
      'subscription { stockAlerts { plan { alternatives(first: 100) { alternatives(first: 100) { alternatives(first: 100) { id } } } } } }',
    ],
    ['BAD_USER_INPUT', 'subscription { orderUpdated(number: "\\u0000") { number } }'],
    [
      'BAD_USER_INPUT',
      'subscription ($n: Boolean!) { orderUpdated(number: "x") { number @include(if: $n) } }',
    ],
    ['BAD_REQUEST', 'query { me { email } }'],
    ['BAD_REQUEST', 'mutation { signOut }'],
  ])('answers %s to %s', async (code, text) => {
    const variables = text.includes('$n') ? { n: 'many' } : {};
    const as = text.includes('stockAlerts') ? await member('support@tribi.test') : person;
    expect(await outcome(live(app, text, variables, { as }))).toBe(code);
  });
});

describe('the end of a session', () => {
  it('closes its sockets, on every process, and no one else’s', async () => {
    const other = await app.another();
    const leaver = await signIn(app, 'leaver@example.com');
    const { order } = await checkout(app, leaver);
    const [here, there, bystander] = [
      watch({ as: leaver }, order.number),
      watch({ as: leaver }, order.number, other),
      watch(),
    ];
    for (const operation of [here, there, bystander]) await operation.next();
    const ends = [here, there].map((operation) => operation.next().catch((error) => error.code));
    await app.graphql('mutation { signOut }', {}, { as: leaver });
    expect(await Promise.all(ends)).toEqual([4403, 4403]);
    await app.sql("select pg_notify('tribi_events', $1)", [`order ${started.order.id}`]);
    expect((await bystander.next()).data.orderUpdated.number).toBe(started.order.number);
    for (const operation of [here, there, bystander]) await operation.close();
    await other.close();
  });

  it('everywhere closes the sockets of every session of a person', async () => {
    const one = await signIn(app, 'everywhere@example.com');
    await app.sql(
      "update sign_in_codes set created_at = created_at - interval '2 minutes' where email = $1",
      [one.email],
    );
    const two = await signIn(app, 'everywhere@example.com');
    const { order } = await checkout(app, one);
    const operation = watch({ as: two }, order.number);
    await operation.next();
    const end = operation.next().catch((error) => error.code);
    await app.graphql('mutation { signOut(everywhere: true) }', {}, { as: one });
    expect(await end).toBe(4403);
    await operation.close();
  });

  it('by its time ends the subscription at the next event', async () => {
    const sleeper = await signIn(app, 'sleeper@example.com');
    const { order } = await checkout(app, sleeper);
    const operation = watch({ as: sleeper }, order.number);
    await operation.next();
    await app.sql(
      'update sessions set expires_at = now() where user_id = (select id from users where email = $1)',
      [sleeper.email],
    );
    const end = operation.next().then(
      (event) => event.errors?.[0]?.extensions.code,
      (errors) => errors[0]?.extensions?.code ?? errors.code,
    );
    await app.sql("select pg_notify('tribi_events', $1)", [`order ${order.id}`]);
    expect(['UNAUTHENTICATED', 4403]).toContain(await end);
    await operation.close();
  });
});

/** What the server answers to an upgrade with these headers: 101 when it is taken. */
function upgradeStatus(headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${app.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
      headers,
    });
    socket.on('open', () => {
      socket.close();
      resolve(101);
    });
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.on('error', reject);
  });
}
