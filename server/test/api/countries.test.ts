import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ work: false });
});
afterAll(() => app.close());

const ask = async (query: string, variables: object = {}, language?: string): Promise<ResultOf> => {
  const { data, errors } = await app.graphql(
    query,
    variables,
    language ? { headers: { 'accept-language': language } } : {},
  );
  expect(errors).toBeUndefined();
  return data;
};
const search = async (text: string, language?: string): Promise<string[]> =>
  (await ask('query ($s: String!) { countries(search: $s) { iso2 } }', { s: text }, language)).countries.map(
    (country: ResultOf) => country.iso2,
  );

describe('countries', () => {
  it('are all that a plan works in, with count and lowest price over every such plan', async () => {
    const { countries } = await ask(
      'query { countries { iso2 planCount fromPrice(currency: "EUR") { amount currency } } }',
    );
    const expected = await app.sql(
      `select c.iso2, count(distinct p.id)::int as "planCount", json_build_object('amount', min(pr.amount), 'currency', 'EUR') as "fromPrice"
       from plans p, plan_countries pc, countries c, plan_prices pr
       where p.is_active and pc.plan_id = p.id and c.id = pc.country_id and pr.plan_id = p.id and pr.currency = 'EUR'
       group by c.iso2 order by c.iso2`,
    );
    expect(expected.length).toBeGreaterThanOrEqual(150);
    const byCode = [...countries].sort((one, other) => (one.iso2 < other.iso2 ? -1 : 1));
    expect(byCode).toEqual(expected);
    const spain = countries.find((country: ResultOf) => country.iso2 === 'ES');
    const local = await app.sql(
      "select count(*)::int as n from plans p join countries c on c.id = p.country_id where c.iso2 = 'ES'",
    );
    expect(spain.planCount).toBeGreaterThan(local[0].n);
  });

  it.each(['en', 'es'] as const)('stand in the name order of the language (%s)', async (locale) => {
    const names = ({ countries }: ResultOf): string[] => countries.map((country: ResultOf) => country.name);
    const byHeader = names(await ask('query { countries { name } }', {}, locale));
    const byArgument = names(
      await ask('query ($l: String!) { countries(locale: $l) { name(locale: $l) } }', { l: locale }),
    );
    expect(byHeader).toEqual(byArgument);
    expect(byHeader).toEqual([...byHeader].sort(new Intl.Collator(locale).compare));
    // By code points the order would be another one, so this list can tell.
    expect(byHeader).not.toEqual([...byHeader].sort());
    expect(byHeader).toContain(locale === 'en' ? 'Spain' : 'España');
  });

  it('come in the first language of Accept-Language that the shop speaks, else English', async () => {
    const nameFor = async (language: string) =>
      (await ask('query { country(iso2: "DE") { name } }', {}, language)).country.name;
    expect(await nameFor('fr-FR, es;q=0.8, en;q=0.7')).toBe('Alemania');
    expect(await nameFor('es;q=0.1, en-GB;q=0.9')).toBe('Germany');
    expect(await nameFor('de, fr')).toBe('Germany');
    expect(await nameFor('es;q=0')).toBe('Germany');
  });

  it('are found by name in either language, by code and by other names, without regard to case and accents', async () => {
    for (const text of ['spain', 'SPAIN', 'España', 'espana', ' ESPAÑA '])
      expect(await search(text), text).toContain('ES');
    for (const text of ['mexico', 'México', 'MÉX']) expect(await search(text), text).toContain('MX');
    expect(await search('jp')).toContain('JP');
    expect(await search('united kingdom')).toEqual(['GB']);
    expect(await search('kingdom united')).toEqual(['GB']);
    expect(await search('bali', 'es')).toContain('ID');
  });

  it('are found in spite of typing errors, when nothing is called so', async () => {
    for (const [text, iso2] of [
      ['Japn', 'JP'],
      ['Jaapn', 'JP'],
      ['Tailanda', 'TH'],
      ['Thialand', 'TH'],
      ['Grece', 'GR'],
      ['Itlay', 'IT'],
      ['untied kingdom', 'GB'],
      ['Berln', 'DE'],
      ['Estados Undios', 'US'],
    ] as const)
      expect(await search(text), text).toContain(iso2);
    // What is spelt right is no typing error of something else.
    expect(await search('Niger')).not.toContain('DZ');
    for (const text of ['qwrtzu', 'xyzzy', 'asdf', 'jpn', 'japan xyzzy'])
      expect(await search(text), text).toEqual([]);
  });

  it('are searched for % and _ as the letters they are', async () => {
    for (const text of ['%', '_', 's%n', 'sp_in', '\\', '""', '\\%', "' or ''='"])
      expect(await search(text), text).toEqual([]);
    expect((await search('')).length).toBeGreaterThanOrEqual(150);
    expect(await search('x'.repeat(10_000))).toEqual([]);
  });

  it('of a region are its own; of an unknown region none', async () => {
    const inRegion = async (region: string) =>
      (await ask('query ($r: String!) { countries(region: $r) { iso2 } }', { r: region })).countries.map(
        (country: ResultOf) => country.iso2,
      );
    const europe = await app.sql(
      "select c.iso2 from countries c join region_countries rc on rc.country_id = c.id join regions r on r.id = rc.region_id where r.code = 'europe' order by 1",
    );
    expect([...(await inRegion('EUROPE'))].sort()).toEqual(europe.map((row) => row.iso2));
    for (const unknown of ['atlantis', '', '%']) expect(await inRegion(unknown)).toEqual([]);
  });
});

describe('country', () => {
  it('is found by its exact code in either case, and never another one', async () => {
    const find = async (iso2: string) =>
      (await ask('query ($c: String!) { country(iso2: $c) { iso2 name } }', { c: iso2 })).country;
    expect(await find('ES')).toEqual({ iso2: 'ES', name: 'Spain' });
    expect(await find('es')).toEqual({ iso2: 'ES', name: 'Spain' });
    for (const unknown of ['XX', 'ESP', 'E', '', '%', '__', ' ES', 'Spain'])
      expect(await find(unknown), unknown).toBeNull();
  });

  it('names its region and those that plans covering it are sold for', async () => {
    const { country } = await ask(
      'query { country(iso2: "ES") { region { code name countries { iso2 } } soldRegions { code isSold } } }',
    );
    expect(country.region.countries.map((each: ResultOf) => each.iso2)).toContain('ES');
    const sold = await app.sql(
      `select distinct r.code from regions r join plans p on p.region_id = r.id join plan_countries pc on pc.plan_id = p.id
       join countries c on c.id = pc.country_id where c.iso2 = 'ES' and p.is_active order by 1`,
    );
    expect(country.soldRegions.map((region: ResultOf) => region.code).sort()).toEqual(
      sold.map((row) => row.code),
    );
    expect(sold.length).toBeGreaterThan(0);
  });
});

describe('regions', () => {
  it('tell the codes of their countries alone', async () => {
    const { region } = await ask('query { region(code: "europe") { countryCodes countries { iso2 } } }');
    expect(region.countryCodes).toEqual(region.countries.map((each: ResultOf) => each.iso2));
    expect(region.countryCodes).toContain('ES');
  });

  it('have the count and lowest price of the plans sold for them', async () => {
    const { regions } = await ask(
      'query { regions { code isSold planCount fromPrice { amount } countries { iso2 } } }',
    );
    const expected = await app.sql(
      `select r.code, r.is_sold as "isSold", count(p.id)::int as "planCount", min(pr.amount)::int as amount
       from regions r left join plans p on p.region_id = r.id and p.is_active
       left join plan_prices pr on pr.plan_id = p.id and pr.currency = 'USD' group by r.id order by r.code`,
    );
    const flat = regions.map(({ countries, fromPrice, ...region }: ResultOf) => ({
      ...region,
      amount: fromPrice?.amount ?? null,
    }));
    expect(flat).toEqual(expected);
    expect((await ask('query { region(code: "EUROPE") { code } }')).region.code).toBe('europe');
    expect((await ask('query { region(code: "atlantis") { code } }')).region).toBeNull();
  });

  it('as a whole: a plan for Europe works in each of its countries, one for the world in most', async () => {
    const { plans } = await ask(
      'query { plans(filter: { region: "europe", scope: REGION }, first: 1) { nodes { country { iso2 } region { code } countries { iso2 } } } }',
    );
    expect(plans.nodes[0]).toMatchObject({ country: null, region: { code: 'europe' } });
    expect(plans.nodes[0].countries.length).toBeGreaterThanOrEqual(42);
    const world = await ask(
      'query { plans(filter: { scope: GLOBAL }, first: 1) { nodes { region { code } countries { iso2 } } } }',
    );
    expect(world.plans.nodes[0].region).toBeNull();
    expect(world.plans.nodes[0].countries.length).toBeGreaterThan(100);
  });
});

describe('the shop', () => {
  it('says what it sells in, at rates of which day, and that it is a sandbox', async () => {
    const { shop } = await ask(
      'query { shop { isSandbox mailboxUrl locales currencies { code minorUnitDigits rateDate } } }',
    );
    expect(shop).toMatchObject({ isSandbox: true, mailboxUrl: '/sandbox/mailbox', locales: ['en', 'es'] });
    const digits = Object.fromEntries(
      shop.currencies.map((each: ResultOf) => [each.code, each.minorUnitDigits]),
    );
    expect(digits).toEqual({ USD: 2, EUR: 2, GBP: 2, JPY: 0, BRL: 2, MXN: 2, KWD: 3 });
    for (const { code, rateDate } of shop.currencies) {
      if (code === 'USD') expect(rateDate).toBeNull();
      else expect(rateDate).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
  });
});
