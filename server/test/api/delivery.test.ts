import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { luhnWarning } from '../../src/esims/iccid.ts';
import { createConnectedYouProvider } from '../../src/providers/connected-you/connected-you.provider.ts';
import { ProviderRegistry } from '../../src/providers/provider.registry.ts';
import { wrongInBooks } from '../kit/books.ts';
import { settled } from '../kit/census.ts';
import {
  type CheckoutOptions,
  checkout,
  checkoutMutation,
  ownOrder,
  type Person,
  payByCard,
  planBySlug,
  signIn,
} from '../kit/shopper.ts';
import { type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

const onDemand = 'spain-3gb-30d';
let app: TestApp;
let person: Person;
beforeAll(async () => {
  app = await startTestApp({ isClockMovable: true, env: { CONNECTED_YOU_TIMEOUT_SECONDS: '1' } });
  person = await signIn(app, 'waiting@example.com');
});
afterEach(async () => {
  await app.control('connectedYou', 'faults', undefined, 'DELETE');
  await app.sql('delete from supplier_breakers');
});
afterAll(() => app.close());

const fault = (details: object) => app.control('connectedYou', 'faults', details);
const ordersAt = async (reference: string): Promise<ResultOf[]> =>
  (await app.control('connectedYou', `orders?orderReference=${reference}`, undefined, 'GET')).data;
const attemptsOf = (order: ResultOf) =>
  app.sql(
    'select a.outcome, a.error_code as code, a.reference, a.supplier from provisioning_attempts a join esims e on e.id = a.esim_id where e.order_id = $1 order by a.id',
    [order.id],
  );

const attemptMovesOf = async (order: ResultOf): Promise<string[]> =>
  (
    await app.sql(
      "select concat_ws('>', from_state, to_state) as move from order_events where order_id = $1 and subject = 'attempt' order by id",
      [order.id],
    )
  ).map((row) => row.move);

/** The order as staff's eyes see it too: with its id. */
async function bought(options: CheckoutOptions = {}): Promise<ResultOf> {
  const { order, payment } = await paidFor(options);
  return { ...(await delivered(order)), id: order.id, payment };
}

async function paidFor(options: CheckoutOptions = {}): Promise<ResultOf> {
  // Webhooks are signed by the sandbox's clock, which goes with ours.
  await app.control('stripe', 'clock', { offsetMs: app.clock.now().getTime() - Date.now() });
  const started = await checkout(app, person, { slug: onDemand, ...options });
  await payByCard(started.payment);
  return started;
}

/** The order once it is so, read anew: one answer's order and eSIMs may stand before and after a change. */
async function becomes(
  order: ResultOf,
  what: string,
  isThere: (seen: ResultOf) => boolean,
): Promise<ResultOf> {
  await app.until(what, async () => (isThere(await ownOrder(app, person, order.number)) ? true : null));
  return ownOrder(app, person, order.number);
}
const delivered = (order: ResultOf) =>
  becomes(order, 'the order to be delivered', (seen) => seen.fulfillmentStatus === 'FULFILLED');
const inReview = (order: ResultOf) =>
  becomes(order, 'the order to be in review', (seen) =>
    seen.esims.every((esim: ResultOf) => esim.status === 'IN_REVIEW'),
  );
const mailsAbout = async (number: string) =>
  (await app.mailsTo(person.email)).filter((mail) => mail.text.includes(number));

describe('an eSIM from a supplier', () => {
  it('is ordered once, under our reference, and stored as an assigned item with its cost', async () => {
    const order = await bought();
    expect(await attemptsOf(order)).toEqual([
      { outcome: 'SUCCEEDED', code: null, reference: `${order.number}-1`, supplier: 'CONNECTED_YOU' },
    ]);
    const [made] = await ordersAt(`${order.number}-1`);
    const [esim] = order.esims;
    expect(made.response.data).toMatchObject({ iccid: esim.iccid, activationCode: esim.activationCode });
    expect(made.request).toMatchObject({ quantity: 1, countryIso2: 'ES', customer: { email: person.email } });
    expect(made.planCode).toMatch(/^CY-/);
    expect(esim.iccid).toMatch(/^89\d{16,18}$/);
    const [item] = await app.sql(
      'select status, supplier, order_id, cost_amount, iccid_warning from inventory_items where iccid = $1',
      [esim.iccid],
    );
    expect(item).toMatchObject({
      status: 'ASSIGNED',
      supplier: 'CONNECTED_YOU',
      order_id: order.id,
      iccid_warning: luhnWarning(esim.iccid),
    });
    expect(Number(item.cost_amount)).toBeGreaterThan(0);
  });

  it('has a QR picture that decodes to its code, and links that install it', async () => {
    const { esims } = await bought();
    const [{ activationCode, qrCode, installLinks, smdpAddress, matchingId }] = esims;
    expect(activationCode).toBe(`LPA:1$${smdpAddress}$${matchingId}`);
    const png = PNG.sync.read(Buffer.from(qrCode.replace('data:image/png;base64,', ''), 'base64'));
    expect(jsQR.default(new Uint8ClampedArray(png.data), png.width, png.height)?.data).toBe(activationCode);
    for (const link of [installLinks.ios, installLinks.android]) {
      expect(new URL(link).protocol).toBe('https:');
      expect(new URL(link).searchParams.get('carddata')).toBe(activationCode);
    }
    expect(installLinks.ios).toContain('apple.com');
  });

  it('of several in one order is one each, with references of their own', async () => {
    const order = await bought({ quantity: 3 });
    expect(new Set(order.esims.map((esim: ResultOf) => esim.activationCode)).size).toBe(3);
    expect((await attemptsOf(order)).map((attempt) => attempt.reference).sort()).toEqual(
      [1, 2, 3].map((nth) => `${order.number}-${nth}`),
    );
  });
});

describe('a supplier that fails is asked again under the same reference, and makes one eSIM', () => {
  it.each([
    ['no answer', { mode: 'timeout' }, 'SUCCEEDED'],
    ['no answer after the order was made', { mode: 'timeout_after_commit' }, 'SUCCEEDED'],
    ['an error', { mode: 'error500' }, 'SUCCEEDED'],
    ['overload', { mode: 'error500', status: 503 }, 'BUSY'],
    ['too many requests', { mode: 'error500', status: 429 }, 'BUSY'],
    ['a broken connection', { mode: 'reset' }, 'SUCCEEDED'],
    ['a connection broken after the order was made', { mode: 'reset_after_commit' }, 'SUCCEEDED'],
    ['an answer without a code', { mode: 'malformed', kind: 'blank_activation_code' }, 'SUCCEEDED'],
    ['an answer without a matching id', { mode: 'malformed', kind: 'no_matching_id' }, 'SUCCEEDED'],
    ['an answer that is no JSON', { mode: 'malformed', kind: 'not_json' }, 'SUCCEEDED'],
  ])('%s', async (_what, details, first) => {
    await fault(details);
    const order = await bought();
    // What was unknown is settled by the answer to the repeat; what was busy made nothing and stays so.
    expect((await attemptsOf(order)).map((attempt) => attempt.outcome)).toEqual([first, 'SUCCEEDED']);
    expect(await attemptMovesOf(order)).toEqual(
      first === 'BUSY'
        ? ['STARTED', 'STARTED>BUSY', 'STARTED', 'STARTED>SUCCEEDED']
        : ['STARTED', 'STARTED>UNKNOWN', 'STARTED', 'STARTED>SUCCEEDED', 'UNKNOWN>SUCCEEDED'],
    );
    const made = await ordersAt(`${order.number}-1`);
    expect(made).toHaveLength(1);
    expect(order.esims[0].activationCode).toBe(made[0].response.data.activationCode);
    await settled(app);
    expect(await mailsAbout(order.number)).toHaveLength(1);
  });

  it('and a supplier that makes a second one all the same leads to one eSIM for the buyer', async () => {
    await fault({ mode: 'reset_after_commit' });
    await fault({ mode: 'non_idempotent' });
    const order = await bought();
    expect(await ordersAt(`${order.number}-1`)).toHaveLength(2);
    expect(order.esims).toHaveLength(1);
    expect(await app.sql('select 1 from inventory_items where order_id = $1', [order.id])).toHaveLength(1);
  });

  it('a wrong check digit of the supplier’s is accepted with a recorded warning', async () => {
    await fault({ mode: 'malformed', kind: 'bad_iccid' });
    const order = await bought();
    expect(order.esims[0].iccid).toBe('8901120200045678901');
    expect(
      (await app.sql('select iccid_warning from inventory_items where order_id = $1', [order.id]))[0]
        .iccid_warning,
    ).toBe('LUHN');
  });
});

describe('a paid order that no supplier can fill', () => {
  it('waits for a person, says so, and is never called failed', async () => {
    await fault({ mode: 'error422', times: 'always' });
    const { order } = await paidFor();
    const seen = await inReview(order);
    expect(seen).toMatchObject({
      status: 'OPEN',
      paymentStatus: 'PAID',
      fulfillmentStatus: 'IN_PROGRESS',
      holds: ['SUPPLIER_REFUSED'],
    });
    expect(seen.esims[0]).toMatchObject({ activationCode: null, qrCode: null, iccid: null });
    expect(await attemptsOf(order)).toMatchObject([{ outcome: 'REFUSED', code: 'out_of_stock' }]);
    const [mail] = await app.until('the mail', async () =>
      (await mailsAbout(order.number)).length > 0 ? mailsAbout(order.number) : null,
    );
    expect(mail?.text).not.toMatch(/LPA:|failed/i);
  });

  it('waits for a person after the last try, when nobody knows what the supplier did', async () => {
    await fault({ mode: 'error500', times: 'always' });
    const { order } = await paidFor();
    // The waits between tries grow to ten minutes.
    await app.until('the order to be in review', async () => {
      await app.clock.advance(600_000);
      return (await ownOrder(app, person, order.number)).esims[0].status === 'IN_REVIEW' ? true : null;
    });
    expect(await inReview(order)).toMatchObject({ paymentStatus: 'PAID', holds: ['SUPPLIER_UNKNOWN'] });
    expect(await attemptsOf(order)).toHaveLength(10);
    expect(await ordersAt(`${order.number}-1`)).toEqual([]);
  });

  it('an ICCID that somebody has already is refused, not shared', async () => {
    await fault({ mode: 'malformed', kind: 'bad_iccid' });
    const { order } = await paidFor();
    expect(await inReview(order)).toMatchObject({ holds: ['SUPPLIER_REFUSED'] });
    expect(await attemptsOf(order)).toMatchObject([{ outcome: 'REFUSED', code: 'ICCID_TAKEN' }]);
    expect(await app.sql("select 1 from esims where iccid = '8901120200045678901'")).toHaveLength(1);
  });

  it('waits for a person when its supplier is one that nobody knows, and a start names it', async () => {
    const slug = 'spain-2gb-15d';
    const rename = (to: string) =>
      app.sql(
        'update plan_suppliers set supplier = $2 where plan_id = (select id from plans where slug = $1)',
        [slug, to],
      );
    await rename('CONECTED_YOU');
    const { order } = await paidFor({ slug });
    expect(await inReview(order)).toMatchObject({ paymentStatus: 'PAID', holds: ['SUPPLIER_REFUSED'] });
    expect(await attemptsOf(order)).toEqual([]);
    const registry = new ProviderRegistry([createConnectedYouProvider(app.app.config.connectedYou)]);
    await expect(registry.assertKnown(app.app.orm.em.fork())).rejects.toThrow(
      /CONECTED_YOU.*known are CONNECTED_YOU/,
    );
    await rename('CONNECTED_YOU');
    await registry.assertKnown(app.app.orm.em.fork());
  });

  it('shows the eSIMs that are there while another one waits', async () => {
    await fault({ mode: 'error422', times: 1 });
    const { order } = await paidFor({ quantity: 3 });
    const seen = await becomes(order, 'two eSIMs and one in review', (now) =>
      now.esims.every((esim: ResultOf) => esim.status !== 'PROVISIONING' && esim.status !== 'PENDING'),
    );
    expect(seen.fulfillmentStatus).toBe('PARTIALLY_FULFILLED');
    expect(seen.esims.map((esim: ResultOf) => esim.status).sort()).toEqual(['IN_REVIEW', 'READY', 'READY']);
    expect(seen.esims.filter((esim: ResultOf) => esim.qrCode)).toHaveLength(2);
  });
});

describe('delivery', () => {
  it('is idempotent: the job run again ten times at once changes nothing', async () => {
    const order = await bought({ quantity: 2 });
    await settled(app);
    const before = await ownOrder(app, person, order.number);
    for (const esim of before.esims) {
      await app.sql(
        "insert into pgboss.job (name, data) select 'provision-esim', jsonb_build_object('esimId', $1::text) from generate_series(1, 10)",
        [esim.id],
      );
    }
    await settled(app);
    expect(await ownOrder(app, person, order.number)).toEqual(before);
    expect(await attemptsOf(order)).toHaveLength(2);
    expect(await mailsAbout(order.number)).toHaveLength(1);
  });

  it('is mailed with code, QR picture and links, and again when asked, once a minute', async () => {
    const order = await bought();
    await settled(app);
    const [mail] = await mailsAbout(order.number);
    const [{ activationCode, smdpAddress, matchingId, installLinks }] = order.esims;
    for (const text of [activationCode, smdpAddress, matchingId]) expect(mail?.text).toContain(text);
    expect(mail?.text).toContain(installLinks.ios);
    const picture = /data:image\/png;base64,([A-Za-z0-9+/=]+)/.exec(mail?.html ?? '')?.[1] ?? '';
    const png = PNG.sync.read(Buffer.from(picture, 'base64'));
    expect(jsQR.default(new Uint8ClampedArray(png.data), png.width, png.height)?.data).toBe(activationCode);
    const resend = async () =>
      (
        await app.graphql(
          'mutation ($n: String!) { resendDelivery(orderNumber: $n) { __typename ... on DeliveryResent { sentTo } ... on UserError { code } } }',
          { n: order.number },
          { as: person },
        )
      ).data.resendDelivery;
    expect(await resend()).toEqual({ __typename: 'DeliveryResent', sentTo: person.email });
    expect(await resend()).toEqual({ __typename: 'RateLimited', code: 'RESEND_LIMIT' });
    await settled(app);
    const mails = await mailsAbout(order.number);
    expect(mails).toHaveLength(2);
    expect(mails[0]?.text).toContain(activationCode);
  });

  it('is mailed in Spanish to who ordered in Spanish', async () => {
    await app.control('stripe', 'clock', { offsetMs: app.clock.now().getTime() - Date.now() });
    const plan = await planBySlug(app, onDemand);
    const input = {
      planId: plan.id,
      expectedTotal: { amount: plan.amount, currency: 'USD' },
      idempotencyKey: 'en-español',
    };
    const { data } = await app.graphql(
      checkoutMutation,
      { input },
      { as: person, headers: { 'accept-language': 'es' } },
    );
    await payByCard(data.checkout.payment);
    await delivered(data.checkout.order);
    await settled(app);
    const [mail] = await mailsAbout(data.checkout.order.number);
    expect(mail?.html).toContain('lang="es"');
    expect(mail?.text).toMatch(/pedido/i);
    expect(mail?.text).toContain(`/es/orders/${data.checkout.order.number}`);
  });

  it('has nothing to send again before an eSIM is ready', async () => {
    const { order } = await checkout(app, person);
    const { data } = await app.graphql(
      'mutation ($n: String!) { resendDelivery(orderNumber: $n) { ... on UserError { code } } }',
      { n: order.number },
      { as: person },
    );
    expect(data.resendDelivery.code).toBe('NOTHING_TO_RESEND');
  });

  it('takes stock first, and the supplier only when the shelf is empty', async () => {
    const slug = 'portugal-1gb-7d';
    await app.sql(
      `update inventory_items set status = 'RETIRED' where plan_id = (select id from plans where slug = $1)
       and id not in (select i.id from inventory_items i join plans p on p.id = i.plan_id where p.slug = $1 order by i.id limit 1)`,
      [slug],
    );
    const order = await bought({ slug, quantity: 2 });
    const hosts = order.esims.map((esim: ResultOf) => esim.smdpAddress).sort();
    expect(hosts).toEqual(['smdp.sandbox.connectedyou.example', 'smdp.stock.tribi.example']);
    expect(await attemptsOf(order)).toHaveLength(1);
  });
});

it('leaves books in which nothing is wrong', async () => {
  await settled(app);
  expect(await wrongInBooks(app)).toEqual([]);
});
