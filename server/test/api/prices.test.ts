import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ work: false });
});
afterAll(() => app.close());

const ask = async (query: string, variables: object = {}): Promise<ResultOf> => {
  const { data, errors } = await app.graphql(query, variables);
  expect(errors).toBeUndefined();
  return data;
};
const plan = async (slug: string, fields: string): Promise<ResultOf> =>
  (await ask(`query ($s: String!) { plan(slug: $s) { ${fields} } }`, { s: slug })).plan;
const priceIn = async (slug: string, currency: string) =>
  (await plan(slug, `price(currency: "${currency}") { amount currency formatted }`)).price;

describe('prices', () => {
  it('are the plan’s own where it has one', async () => {
    expect(await priceIn('spain-3gb-30d', 'EUR')).toEqual({
      amount: 749,
      currency: 'EUR',
      formatted: '€7.49',
    });
    expect(await priceIn('spain-3gb-30d', 'gbp')).toMatchObject({ amount: 649, currency: 'GBP' });
    expect(await priceIn('spain-3gb-30d', 'JPY')).toEqual({
      amount: 1280,
      currency: 'JPY',
      formatted: '¥1,280',
    });
  });

  it('are else the base price at the newest dated rate, half up by the currency, exactly', async () => {
    const rows = await app.sql(
      `with newest as (select distinct on (currency) currency, per_usd, valid_on from exchange_rates order by currency, valid_on desc)
       select p.slug, pr.currency, pr.amount::text, usd.amount::text as usd, n.per_usd::text as rate
       from plan_prices pr join plans p on p.id = pr.plan_id join plan_prices usd on usd.plan_id = p.id and usd.currency = 'USD'
       join newest n on n.currency = pr.currency and n.valid_on = pr.rate_date where not pr.is_own`,
    );
    expect(rows.length).toBeGreaterThan(5_000);
    const step: Record<string, [digits: number, step: number]> = {
      EUR: [2, 1],
      GBP: [2, 1],
      JPY: [0, 1],
      BRL: [2, 1],
      MXN: [2, 1],
      KWD: [3, 10],
    };
    for (const { slug, currency, amount, usd, rate } of rows) {
      const [digits, size] = step[currency] ?? [0, 0];
      const [whole, fraction = ''] = rate.split('.');
      // Twice the exact value in steps, over a common denominator; a half rounds up.
      const scale = 10n ** BigInt(fraction.length) * 100n * BigInt(size);
      const exact = BigInt(usd) * BigInt(whole + fraction) * 10n ** BigInt(digits);
      const rounded = ((2n * exact + scale) / (2n * scale)) * BigInt(size);
      expect(BigInt(amount), `${slug} ${currency}`).toBe(rounded < BigInt(size) ? BigInt(size) : rounded);
    }
    expect(rows.filter((row) => row.currency === 'KWD').every((row) => Number(row.amount) % 10 === 0)).toBe(
      true,
    );
  });

  it('exist for every plan in every currency, and none is nothing', async () => {
    const [{ missing, free }] = await app.sql(
      `select (select count(*) from plans p cross join unnest(array['USD','EUR','GBP','JPY','BRL','MXN','KWD']) c
          where not exists (select from plan_prices pr where pr.plan_id = p.id and pr.currency = c))::int as missing,
        (select count(*) from plan_prices where amount <= 0)::int as free`,
    );
    expect({ missing, free }).toEqual({ missing: 0, free: 0 });
  });

  it('are written by the currency’s and the language’s own rules', async () => {
    expect((await priceIn('spain-3gb-30d', 'KWD')).formatted).toMatch(/^KWD\s\d+\.\d{3}$/);
    const { price } = await plan(
      'spain-3gb-30d',
      'price(currency: "EUR") { es: formatted(locale: "es") en: formatted(locale: "en") }',
    );
    expect(price).toEqual({ es: '7,49\u00a0€', en: '€7.49' });
  });

  it('of a list are in its filter’s currency, unless another is named', async () => {
    const { plans } = await ask(
      'query { plans(first: 5, filter: { country: "ES", currency: "JPY" }) { nodes { slug price { currency amount } usd: price(currency: "USD") { currency amount } } } }',
    );
    for (const node of plans.nodes) {
      expect(node.price).toEqual({ currency: 'JPY', amount: (await priceIn(node.slug, 'JPY')).amount });
      expect(node.usd).toEqual({ currency: 'USD', amount: (await priceIn(node.slug, 'USD')).amount });
    }
  });

  it('per GB and per day are rounded half up to the minor unit', async () => {
    const { plans } = await ask(
      'query { plans(first: 100, filter: { currency: "EUR" }) { nodes { slug dataMb validityDays price { amount } pricePerGb { amount currency } pricePerDay { amount currency } usd: pricePerDay(currency: "USD") { currency } } } }',
    );
    for (const { slug, dataMb, validityDays, price, pricePerGb, pricePerDay, usd } of plans.nodes) {
      const perGb =
        dataMb && Number((BigInt(price.amount) * 1024n * 2n + BigInt(dataMb)) / (2n * BigInt(dataMb)));
      expect(pricePerGb, slug).toEqual(dataMb ? { amount: perGb, currency: 'EUR' } : null);
      const perDay = Number((BigInt(price.amount) * 2n + BigInt(validityDays)) / (2n * BigInt(validityDays)));
      expect(pricePerDay, slug).toEqual({ amount: perDay, currency: 'EUR' });
      expect(usd.currency).toBe('USD');
    }
  });

  it('and amounts of data are whole numbers on the wire', async () => {
    const response = await app.request.post('/graphql').send({
      query:
        'query { plans(first: 100) { nodes { dataMb validityDays price { amount } pricePerGb { amount } pricePerDay { amount } } } countries { planCount fromPrice { amount } } }',
    });
    expect(response.text).toMatch(/"amount":\d+/);
    expect(response.text).not.toMatch(/:-?\d+(\.\d|e[+-]?\d)/i);
  });
});

describe('availability', () => {
  const slug = 'spain-1gb-7d';
  const availability = async (of = slug) => (await plan(of, 'availability')).availability;

  it('follows the shelf and the suppliers', async () => {
    expect(await availability()).toBe('IN_STOCK');
    expect(await availability('spain-3gb-30d')).toBe('ON_DEMAND');
    expect(await availability('france-20gb-30d')).toBe('SOLD_OUT');
    const id = (await app.sql('select id from plans where slug = $1', [slug]))[0].id;
    // Too close to its expiry to be sold.
    await app.sql('update inventory_items set expires_on = current_date + 1 where plan_id = $1', [id]);
    expect(await availability()).toBe('ON_DEMAND');
    await app.sql('update inventory_items set expires_on = current_date + 30 where plan_id = $1', [id]);
    expect(await availability()).toBe('IN_STOCK');
    await app.sql("update inventory_items set status = 'RETIRED' where plan_id = $1", [id]);
    expect(await availability()).toBe('ON_DEMAND');
    await app.sql('update plan_suppliers set is_enabled = false where plan_id = $1', [id]);
    expect(await availability()).toBe('SOLD_OUT');
    const { plans } = await ask(
      'query { plans(first: 100, filter: { country: "ES", coverage: LOCAL }) { nodes { slug availability } } }',
    );
    expect(plans.nodes.find((node: ResultOf) => node.slug === slug).availability).toBe('SOLD_OUT');
  });

  it('of what is sold out names the nearest that can be bought: it covers as much, and its own place comes first', async () => {
    const { countries, alternatives } = await plan(
      'france-20gb-30d',
      'countries { iso2 } alternatives(first: 10) { slug availability scope isActive country { iso2 } countries { iso2 } price { currency } }',
    );
    expect(alternatives).toHaveLength(10);
    for (const each of alternatives) {
      expect(each).toMatchObject({
        isActive: true,
        availability: expect.stringMatching(/^(IN_STOCK|ON_DEMAND)$/),
        price: { currency: 'USD' },
      });
      const covered = each.countries.map((country: ResultOf) => country.iso2);
      for (const { iso2 } of countries) expect(covered).toContain(iso2);
    }
    const isLocal = alternatives.map((each: ResultOf) => each.country?.iso2 === 'FR');
    expect(isLocal[0]).toBe(true);
    expect(isLocal).toEqual([...isLocal].sort((one, other) => Number(other) - Number(one)));
    expect(alternatives.map((each: ResultOf) => each.slug)).not.toContain('france-20gb-30d');
  });

  it('offers one to ten alternatives, three unless asked', async () => {
    expect((await plan('france-20gb-30d', 'alternatives { slug }')).alternatives).toHaveLength(3);
    for (const first of [0, 11, -1]) {
      const { errors } = await app.graphql(
        `query { plan(slug: "france-20gb-30d") { alternatives(first: ${first}) { slug } } }`,
      );
      expect(errors?.[0]?.extensions.code).toBe('PAGE_SIZE_OUT_OF_RANGE');
    }
  });
});
