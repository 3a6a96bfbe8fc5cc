import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buy, checkout, ownOrder, payByCard, signIn } from '../kit/shopper.ts';
import { startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

describe('a purchase', () => {
  it('goes from checkout to an eSIM whose QR picture decodes to its activation code', async () => {
    const person = await signIn(app, 'traveller@example.com');
    const order = await buy(app, person, { slug: 'spain-3gb-30d' });
    expect(order).toMatchObject({
      status: 'COMPLETED',
      paymentStatus: 'PAID',
      fulfillmentStatus: 'FULFILLED',
      holds: [],
    });
    const [esim] = order.esims;
    expect(esim.activationCode).toMatch(/^LPA:1\$smdp\.sandbox\.connectedyou\.example\$[0-9A-Z-]+$/);
    expect(esim.activationCode).toBe(`LPA:1$${esim.smdpAddress}$${esim.matchingId}`);
    const png = PNG.sync.read(Buffer.from(esim.qrCode.split(',')[1], 'base64'));
    expect(jsQR.default(new Uint8ClampedArray(png.data), png.width, png.height)?.data).toBe(
      esim.activationCode,
    );
  });

  it('takes from stock first, and gives each of several eSIMs its own item', async () => {
    const person = await signIn(app, 'family@example.com');
    const order = await buy(app, person, { slug: 'spain-1gb-7d', quantity: 3 });
    const codes = order.esims.map((esim: { activationCode: string }) => esim.activationCode);
    expect(new Set(codes).size).toBe(3);
    for (const code of codes) expect(code).toContain('smdp.stock.tribi.example');
    const attempts = await app.sql(
      'select 1 from provisioning_attempts a join esims e on e.id = a.esim_id where e.iccid = any($1)',
      [order.esims.map((esim: { iccid: string }) => esim.iccid)],
    );
    expect(attempts).toHaveLength(0);
  });

  it('mails the eSIM once, in the language of the visitor', async () => {
    const person = await signIn(app, 'viajera@example.com');
    const order = await buy(app, person, { slug: 'spain-2gb-15d' });
    const mail = await app.until(
      'the delivery mail',
      async () => (await app.mailsTo(person.email)).find((each) => each.text.includes(order.number)) ?? null,
    );
    expect(mail.text).toContain(order.esims[0].activationCode);
    expect(mail.html).toContain('data:image/png;base64,');
  });

  it('can be paid with another card after a decline, on the same intent', async () => {
    const person = await signIn(app, 'declined@example.com');
    const started = await checkout(app, person);
    const declined = await payByCard(started.payment, '4000000000000002');
    expect(declined.error.code).toBe('card_declined');
    await app.until('the decline to be written down', async () => {
      const order = await ownOrder(app, person, started.order.number);
      return order.payments[0].failureCode === 'generic_decline' ? order : null;
    });
    const again = await app.graphql(
      `mutation ($n: String!) { startPayment(orderNumber: $n) { ... on CheckoutStarted { payment { paymentIntentId } } } }`,
      { n: started.order.number },
      { as: person },
    );
    expect(again.data.startPayment.payment.paymentIntentId).toBe(started.payment.paymentIntentId);
    await payByCard(started.payment);
    const paid = await app.until('the order to be delivered', async () => {
      const order = await ownOrder(app, person, started.order.number);
      return order.fulfillmentStatus === 'FULFILLED' ? order : null;
    });
    expect(paid.payments).toHaveLength(1);
  });
});

describe('what is popular', () => {
  it('is what was bought in the last 90 days, before where most travellers go', async () => {
    const [rare] = await app.sql(
      `select p.slug, c.iso2 from plans p join countries c on c.id = p.country_id
       where p.is_active and c.arrivals_rank is null order by p.slug limit 1`,
    );
    const popular = async () =>
      (await app.graphql('query { popularCountries(first: 24) { iso2 } }')).data.popularCountries.map(
        ({ iso2 }: { iso2: string }) => iso2,
      );
    expect(await popular()).not.toContain(rare.iso2);
    const person = await signIn(app, 'far@example.com');
    await buy(app, person, { slug: rare.slug });
    await app.sql(
      `update orders set paid_at = paid_at - interval '91 days'
       where plan_id not in (select id from plans where slug = $1)`,
      [rare.slug],
    );
    expect((await popular())[0]).toBe(rare.iso2);
    await app.sql("update orders set paid_at = paid_at - interval '91 days'");
    expect(await popular()).not.toContain(rare.iso2);
  });
});
