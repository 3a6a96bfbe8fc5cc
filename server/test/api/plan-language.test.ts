import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkoutMutation, payByCard, signIn } from '../kit/shopper.ts';
import { type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const inLanguage = (language: string) => ({ headers: { 'accept-language': language } });

const spanish = {
  name: 'Países Bajos 3 GB, 30 días',
  description: '3 GB en los Países Bajos durante 30 días desde el primer uso.',
};
const english = {
  name: 'Netherlands 3 GB, 30 days',
  description: '3 GB in the Netherlands for 30 days from first use.',
};

describe('a plan is told', () => {
  const query = 'query ($slug: String!) { plan(slug: $slug) { name description } }';

  it.each([
    ['es', spanish],
    ['es-MX, en;q=0.5', spanish],
    ['en', english],
    ['fr', english],
  ])("in the request's language: %s", async (language, texts) => {
    const { data } = await app.graphql(query, { slug: 'netherlands-3gb-30d' }, inLanguage(language));
    expect(data?.plan).toEqual(texts);
  });

  it('in the language of the argument, whatever the request speaks; an unknown one changes nothing', async () => {
    const { data } = await app.graphql(
      `{ plan(slug: "netherlands-3gb-30d") {
        es: name(locale: "es") ds: description(locale: "es") en: name(locale: "en") none: name(locale: "xx")
      } }`,
      {},
      inLanguage('en'),
    );
    expect(data?.plan).toEqual({
      es: spanish.name,
      ds: spanish.description,
      en: english.name,
      none: english.name,
    });
  });

  it('and found by what it is called in either', async () => {
    const search = async (text: string) => {
      const { data } = await app.graphql(
        'query ($text: String!) { plans(first: 100, filter: { search: $text }) { nodes { slug } } }',
        { text },
      );
      return data?.plans.nodes.map((node: ResultOf) => node.slug);
    };
    const found = await search('países bajos ilimitado');
    expect(found).toContain('netherlands-unlimited-10d');
    expect(await search('netherlands unlimited')).toEqual(found);
  });
});

describe('plans in the order of their names', () => {
  const query = `query ($after: String, $currency: String! = "USD") {
    plans(first: 100, sort: NAME_ASC, after: $after, filter: { scope: REGION, currency: $currency }) {
      nodes { name } pageInfo { endCursor hasNextPage }
    }
  }`;

  it.each(['en', 'es'])('stand in that of the language: %s', async (language) => {
    const names: string[] = [];
    for (let after: string | null = null; ; ) {
      const { data } = await app.graphql(query, { after }, inLanguage(language));
      const { nodes, pageInfo } = data?.plans ?? {};
      names.push(...nodes.map((node: ResultOf) => node.name));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(names[0]).toMatch(language === 'es' ? /^África/ : /^Africa/);
    expect(names).toEqual(names.toSorted(new Intl.Collator(language).compare));
    const [{ count } = {}] = await app.sql("select count(*)::int as count from plans where scope = 'REGION'");
    expect(new Set(names).size).toBe(count);
  });

  it('have cursors of their language; those of another order serve in both', async () => {
    const first = await app.graphql(query, {}, inLanguage('es'));
    const after = first.data?.plans.pageInfo.endCursor;
    const crossed = await app.graphql(query, { after }, inLanguage('en'));
    expect(crossed.errors?.[0]?.extensions?.code).toBe('INVALID_CURSOR');
    const byPrice = query.replace('NAME_ASC', 'PRICE_ASC');
    const cheapest = await app.graphql(byPrice, {}, inLanguage('es'));
    const next = await app.graphql(
      byPrice,
      { after: cheapest.data?.plans.pageInfo.endCursor },
      inLanguage('en'),
    );
    expect(next.errors).toBeUndefined();
  });
});

describe('an order', () => {
  it('made in Spanish keeps the Spanish name, on every page and in its mail', async () => {
    const person = await signIn(app, 'lucia@example.com');
    const { data: found } = await app.graphql(
      '{ plan(slug: "united-kingdom-5gb-30d") { id name price { amount } } }',
    );
    const { plan } = found ?? {};
    expect(plan.name).toBe('United Kingdom 5 GB, 30 days');
    const input = {
      planId: plan.id,
      quantity: 1,
      expectedTotal: { amount: plan.price.amount, currency: 'USD' },
      idempotencyKey: 'compra-en-castellano',
    };
    const { data } = await app.graphql(checkoutMutation, { input }, { as: person, ...inLanguage('es') });
    await payByCard(data?.checkout.payment);
    const { number } = data?.checkout.order ?? {};
    const mail = await app.until(
      'the delivery mail',
      async () => (await app.mailsTo(person.email)).find((each) => each.text.includes(number)) ?? null,
    );
    expect(mail.subject).toBe('Tu eSIM de Reino Unido está lista');
    for (const body of [mail.text, mail.html]) {
      expect(body).toContain('Reino Unido 5 GB, 30 días');
      expect(body).not.toContain('United Kingdom');
    }
    const { data: seen } = await app.graphql(
      'query ($number: String!) { me { order(number: $number) { plan { name } } } }',
      { number },
      { as: person, ...inLanguage('en') },
    );
    expect(seen?.me.order.plan.name).toBe('Reino Unido 5 GB, 30 días');
  });
});
