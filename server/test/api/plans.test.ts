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
const listQuery = `query ($filter: PlanFilter, $sort: PlanSort! = NAME_ASC, $first: Int! = 100, $after: String, $offset: Int) {
  plans(filter: $filter, sort: $sort, first: $first, after: $after, offset: $offset) {
    totalCount nodes { slug name scope isUnlimited dataMb validityDays price { amount currency } } edges { cursor node { slug } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;

const slugs = (nodes: ResultOf[]): string[] => nodes.map((node) => node.slug);

/** All plans of a filter, page by page, by cursor or by offset. */
async function walk(variables: object, by: 'cursor' | 'offset', first = 100): Promise<ResultOf[]> {
  const nodes: ResultOf[] = [];
  for (let after: string | null = null; ; ) {
    const at = by === 'cursor' ? { after } : { offset: nodes.length };
    const { plans } = await ask(listQuery, { first, ...variables, ...at });
    expect(plans.pageInfo.hasPreviousPage).toBe(nodes.length > 0);
    expect(plans.edges.map((edge: ResultOf) => edge.node.slug)).toEqual(slugs(plans.nodes));
    expect(plans.pageInfo.endCursor).toBe(plans.edges.at(-1)?.cursor ?? null);
    nodes.push(...plans.nodes);
    after = plans.pageInfo.endCursor;
    if (!plans.pageInfo.hasNextPage) {
      expect(plans.totalCount).toBe(nodes.length);
      return nodes;
    }
  }
}

/** Slugs of active plans by an SQL condition over p (plans), pr (its price in the currency), c (its own country). */
async function bySql(condition: string, currency = 'USD'): Promise<string[]> {
  const rows = await app.sql(
    `select p.slug from plans p join plan_prices pr on pr.plan_id = p.id and pr.currency = $1 left join countries c on c.id = p.country_id
     where p.is_active and (${condition}) order by p.slug`,
    [currency],
  );
  return rows.map((row) => row.slug);
}
const worksIn = (iso2: string) =>
  `exists (select from plan_countries pc join countries k on k.id = pc.country_id where pc.plan_id = p.id and k.iso2 = '${iso2}')`;

describe('plans of a country', () => {
  it('are all that work there, or only those made for it; local ones come first', async () => {
    const any = await walk({ filter: { country: 'ES' }, sort: 'RECOMMENDED' }, 'cursor');
    expect(slugs(any).sort()).toEqual(await bySql(worksIn('ES')));
    expect(new Set(any.map((plan) => plan.scope))).toEqual(new Set(['COUNTRY', 'REGION', 'GLOBAL']));
    const ranks = any.map((plan) => ['COUNTRY', 'REGION', 'GLOBAL'].indexOf(plan.scope));
    expect(ranks).toEqual([...ranks].sort());
    const local = await walk({ filter: { country: 'es', coverage: 'LOCAL' } }, 'cursor');
    expect(slugs(local).sort()).toEqual(await bySql("c.iso2 = 'ES'"));
    expect(local.length).toBeLessThan(any.length);
  });

  it.each(['XX', '', '%', 'ESP'])('unknown (%j): none, never all', async (country) => {
    for (const coverage of ['ANY', 'LOCAL']) {
      const { plans } = await ask(listQuery, { filter: { country, coverage } });
      expect(plans).toMatchObject({
        totalCount: 0,
        nodes: [],
        edges: [],
        pageInfo: { hasNextPage: false, endCursor: null },
      });
    }
  });

  it('of an unknown or empty region: none', async () => {
    for (const region of ['atlantis', ''])
      expect((await ask(listQuery, { filter: { region } })).plans.totalCount).toBe(0);
  });
});

const has5g = (iso2: string) =>
  `exists (select from plan_countries pc join countries k on k.id = pc.country_id
    where pc.plan_id = p.id and k.iso2 = '${iso2}' and pc.networks::text like '%"G5"%')`;

describe('the bounds of a filter', () => {
  const boundsQuery = `query ($filter: PlanFilter!) { planBounds(filter: $filter) {
    count dataMb days unlimitedCount hotspotCount fastCount minPrice { amount currency } maxPrice { amount currency } } }`;

  it.each([
    [{ country: 'JP', currency: 'EUR' }, worksIn('JP'), 'EUR', has5g('JP')],
    [
      { scope: 'REGION', region: 'europe' },
      "p.region_id = (select id from regions where code = 'europe')",
      'USD',
      null,
    ],
  ])('%j are what the plans found have', async (filter, condition, currency, fast) => {
    const { planBounds } = await ask(boundsQuery, { filter });
    const [expected] = await app.sql(
      `select count(*)::int as count, array_agg(distinct p.data_mb order by p.data_mb) filter (where p.data_mb > 0) as "dataMb",
         array_agg(distinct p.validity_days order by p.validity_days) as days,
         count(*) filter (where p.data_mb is null)::int as "unlimitedCount",
         count(*) filter (where p.hotspot_allowed)::int as "hotspotCount",
         json_build_object('amount', min(pr.amount), 'currency', $1::text) as "minPrice",
         json_build_object('amount', max(pr.amount), 'currency', $1::text) as "maxPrice"
       from plans p join plan_prices pr on pr.plan_id = p.id and pr.currency = $1 where p.is_active and (${condition})`,
      [currency],
    );
    expect(planBounds).toMatchObject(expected);
    expect(planBounds.count).toBeGreaterThan(5);
    if (fast) expect(planBounds.fastCount).toBe((await bySql(`${condition} and ${fast}`)).length);
  });

  it('of nothing are nothing; of an unknown currency an error', async () => {
    const { planBounds } = await ask(boundsQuery, { filter: { country: 'ZZ' } });
    expect(planBounds).toEqual({
      ...{ count: 0, dataMb: [], days: [], unlimitedCount: 0, hotspotCount: 0, fastCount: 0 },
      ...{ minPrice: null, maxPrice: null },
    });
    const { errors } = await app.graphql(boundsQuery, { filter: { currency: 'XXX' } });
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'UNKNOWN_CURRENCY' } });
  });
});

describe('filters', () => {
  const infinite = 'coalesce(p.data_mb, 2147483647)';
  it.each([
    [{ minDataMb: 10_240 }, `${infinite} >= 10240`, 'USD'],
    [{ minDataMb: 2_000_000_000 }, 'p.is_unlimited', 'USD'],
    [{ maxDataMb: 3_072 }, `${infinite} <= 3072`, 'USD'],
    [{ minDataMb: 1_024, maxDataMb: 5_120 }, 'p.data_mb between 1024 and 5120', 'USD'],
    [{ minDataMb: 0 }, 'true', 'USD'],
    [{ maxDataMb: 0 }, 'false', 'USD'],
    [{ unlimited: true }, 'p.is_unlimited', 'USD'],
    [{ unlimited: false }, 'not p.is_unlimited', 'USD'],
    [{ minDays: 15, maxDays: 30 }, 'p.validity_days between 15 and 30', 'USD'],
    [{ maxPrice: 1_000 }, 'pr.amount <= 1000', 'USD'],
    [{ maxPrice: 1_000, currency: 'JPY' }, 'pr.amount <= 1000', 'JPY'],
    [{ maxPrice: 3_000, currency: 'kwd' }, 'pr.amount <= 3000', 'KWD'],
    [{ scope: 'REGION' }, "p.scope = 'REGION'", 'USD'],
    [{ region: 'europe' }, "p.region_id = (select id from regions where code = 'europe')", 'USD'],
    [
      { country: 'JP', maxPrice: 2_000, minDataMb: 3_072, maxDays: 30 },
      `${worksIn('JP')} and pr.amount <= 2000 and ${infinite} >= 3072 and p.validity_days <= 30`,
      'USD',
    ],
    [{ minDays: 31, maxDays: 30 }, 'false', 'USD'],
    [{ hotspot: true }, 'p.hotspot_allowed', 'USD'],
    [{ hotspot: false }, 'not p.hotspot_allowed', 'USD'],
    [{ country: 'JP', generation: 'G5' }, has5g('JP'), 'USD'],
    [
      { generation: 'G3' },
      `exists (select from plan_countries g where g.plan_id = p.id and g.networks::text like '%"G3"%')`,
      'USD',
    ],
  ])('%j finds what SQL finds', async (filter, condition, currency) => {
    const found = await walk({ filter }, 'cursor');
    expect(slugs(found).sort()).toEqual(await bySql(condition, currency));
  });

  it('search takes accents, case, and % and _ as they are', async () => {
    const find = async (search: string) => (await ask(listQuery, { filter: { search } })).plans.totalCount;
    const spain = await find('spain');
    expect(spain).toBeGreaterThan(0);
    for (const text of ['SPAIN', 'Spáin', ' spain ']) expect(await find(text), text).toBe(spain);
    for (const text of ['%', '_', 'sp_in', "'; drop table plans; --"]) expect(await find(text), text).toBe(0);
  });
});

describe('order', () => {
  const data = (plan: ResultOf) => plan.dataMb ?? Number.POSITIVE_INFINITY;
  const keys: Record<string, (plan: ResultOf) => number> = {
    RECOMMENDED: (plan) => ['COUNTRY', 'REGION', 'GLOBAL'].indexOf(plan.scope),
    PRICE_ASC: (plan) => plan.price.amount,
    PRICE_DESC: (plan) => -plan.price.amount,
    DATA_DESC: (plan) => -data(plan),
    DAYS_DESC: (plan) => -plan.validityDays,
  };

  it.each(['RECOMMENDED', 'PRICE_ASC', 'PRICE_DESC', 'DATA_DESC', 'DAYS_DESC', 'NAME_ASC'])(
    '%s is right and stable: a walk by cursors misses nothing, repeats nothing, and equals one by offset',
    async (sort) => {
      const filter = { currency: 'GBP', maxDays: 30 };
      const nodes = await walk({ filter, sort }, 'cursor');
      expect(slugs(nodes).sort()).toEqual(await bySql('p.validity_days <= 30', 'GBP'));
      expect(new Set(slugs(nodes)).size).toBe(nodes.length);
      expect(slugs(await walk({ filter, sort }, 'offset'))).toEqual(slugs(nodes));
      const key = keys[sort];
      if (key) expect(nodes.map(key)).toEqual(nodes.map(key).sort((one, other) => one - other));
      else
        expect(nodes.map((plan) => plan.name)).toEqual(
          nodes.map((plan) => plan.name).sort(new Intl.Collator('en').compare),
        );
    },
  );

  it('holds over pages of any size, and while a plan is archived between two pages', async () => {
    const filter = { country: 'FR' };
    const all = slugs(await walk({ filter, sort: 'PRICE_ASC' }, 'cursor'));
    expect(slugs(await walk({ filter, sort: 'PRICE_ASC' }, 'cursor', 7))).toEqual(all);
    const { plans: first } = await ask(listQuery, { filter, sort: 'PRICE_ASC', first: 5 });
    await app.sql('update plans set is_active = false where slug = any($1)', [[all[4], all[5]]]);
    const { plans: second } = await ask(listQuery, {
      filter,
      sort: 'PRICE_ASC',
      first: 5,
      after: first.pageInfo.endCursor,
    });
    await app.sql('update plans set is_active = true where slug = any($1)', [[all[4], all[5]]]);
    expect(slugs(second.nodes)).toEqual(all.slice(6, 11));
  });
});

describe('a plan', () => {
  it('is found by slug and by id, and nothing else is', async () => {
    const bySlug = (
      await ask(
        'query { plan(slug: "spain-3gb-30d") { id slug name isUnlimited dataMb carrier { name } country { iso2 } scope } }',
      )
    ).plan;
    expect(bySlug).toMatchObject({
      slug: 'spain-3gb-30d',
      isUnlimited: false,
      dataMb: 3072,
      country: { iso2: 'ES' },
      scope: 'COUNTRY',
    });
    expect(
      (await ask('query ($id: ID!) { planById(id: $id) { slug } }', { id: bySlug.id })).planById.slug,
    ).toBe('spain-3gb-30d');
    for (const id of ['', 'nothing', '1', `${bySlug.id}x`, '01900000-0000-7000-8000-000000000000']) {
      expect((await ask('query ($id: ID!) { planById(id: $id) { slug } }', { id })).planById, id).toBeNull();
    }
    for (const slug of ['', 'SPAIN-3GB-30D', 'spain%', 'nothing'])
      expect((await ask('query ($s: String!) { plan(slug: $s) { id } }', { s: slug })).plan, slug).toBeNull();
    expect(
      (await ask('query { plan(slug: "spain-unlimited-10d") { isUnlimited dataMb pricePerGb { amount } } }'))
        .plan,
    ).toEqual({ isUnlimited: true, dataMb: null, pricePerGb: null });
  });

  it('tells its networks with generations in each country, and every other fact', async () => {
    const { plans } = await ask(
      'query { plans(first: 100, filter: { country: "ES" }) { nodes { slug coverage { country { iso2 } networks { name generations } } validityPolicy installWithinDays hotspotAllowed includesPhoneNumber topUpAvailable identityCheck fairUse es: fairUse(locale: "es") isUnlimited } } }',
    );
    for (const plan of plans.nodes) {
      expect(
        plan.coverage.map((each: ResultOf) => each.country.iso2),
        plan.slug,
      ).toContain('ES');
      for (const { networks } of plan.coverage) {
        expect(networks.length, plan.slug).toBeGreaterThan(0);
        for (const network of networks)
          expect(network.generations.some((each: string) => ['G4', 'G5'].includes(each))).toBe(true);
      }
      expect(['FROM_INSTALL', 'FROM_FIRST_USE']).toContain(plan.validityPolicy);
      expect(plan.installWithinDays).toBeGreaterThan(0);
      expect(Boolean(plan.fairUse)).toBe(Boolean(plan.es));
      if (plan.fairUse) expect(plan.es).not.toBe(plan.fairUse);
    }
  });

  it('that is archived is not sold or counted, but can still be read', async () => {
    const count = async () => (await ask('query { country(iso2: "CA") { planCount } }')).country.planCount;
    const before = await count();
    await app.sql("update plans set is_active = false where slug = 'canada-3gb-30d'");
    expect(await count()).toBe(before - 1);
    expect(slugs(await walk({ filter: { country: 'CA' } }, 'cursor'))).not.toContain('canada-3gb-30d');
    const { plan } = await ask(
      'query { plan(slug: "canada-3gb-30d") { isActive availability price { amount } alternatives { slug } } }',
    );
    expect(plan).toMatchObject({ isActive: false, availability: 'SOLD_OUT' });
    expect(slugs(plan.alternatives)).toHaveLength(3);
    const neighbour = await ask(
      'query { plan(slug: "canada-2gb-15d") { alternatives(first: 10) { slug } } }',
    );
    expect(slugs(neighbour.plan.alternatives)).not.toContain('canada-3gb-30d');
    await app.sql("update plans set is_active = true where slug = 'canada-3gb-30d'");
  });
});
