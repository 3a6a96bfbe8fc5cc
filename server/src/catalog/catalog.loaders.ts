import { sql } from 'kysely';
import { batchLoader } from '../platform/database/loader.ts';
import type { Money } from '../platform/money/money.ts';
import type { RequestContext } from '../platform/request-context.ts';
import { Country } from './country.entity.ts';
import type { CountryCoverage, Network } from './plan.type.ts';
import { Region } from './region.entity.ts';

export const countryColumns = sql`
  co.id, co.iso2, co.name_en as "nameEn", co.name_es as "nameEs", co.region_id as "regionId", co.aliases,
  co.search_text as "searchText"`;

/** In name order of the language. ICU collations put "Åland" beside "Albania", not after "Zambia". */
export const byName = (ctx: RequestContext) =>
  ctx.locale === 'es' ? sql`co.name_es collate "es-x-icu", co.id` : sql`co.name_en collate "en-x-icu", co.id`;

const reader = (ctx: RequestContext) => ctx.em.getKysely({ type: 'read' });

function group<R extends { key: string }, V>(rows: readonly R[], toValue: (row: R) => V): Map<string, V[]> {
  const groups = new Map<string, V[]>();
  for (const row of rows) {
    const list = groups.get(row.key);
    if (list) list.push(toValue(row));
    else groups.set(row.key, [toValue(row)]);
  }
  return groups;
}

/** Every country a plan works in, in name order, with its networks there. */
export const loadCoverage = batchLoader<string, CountryCoverage[]>(async (ctx, planIds) => {
  const { rows } = await sql<Country & { key: string; networks: Network[] }>`
    select pc.plan_id as key, pc.networks, ${countryColumns}
    from plan_countries pc join countries co on co.id = pc.country_id
    where pc.plan_id = any(${planIds}::uuid[])
    order by ${byName(ctx)}`.execute(reader(ctx));
  return group(rows, ({ networks, ...country }) => ({ country, networks }));
}, []);

/** The same without networks, which is much less to read for a list. */
export const loadPlanCountries = batchLoader<string, Country[]>(async (ctx, planIds) => {
  const { rows } = await sql<Country & { key: string }>`
    select pc.plan_id as key, ${countryColumns}
    from plan_countries pc join countries co on co.id = pc.country_id
    where pc.plan_id = any(${planIds}::uuid[])
    order by ${byName(ctx)}`.execute(reader(ctx));
  return group(rows, (row) => row);
}, []);

export const loadCountry = batchLoader<string, Country | null>(async (ctx, ids) => {
  const countries = await ctx.em.find(Country, { id: { $in: [...ids] } });
  return new Map(countries.map((country) => [country.id, country]));
}, null);

export const loadRegion = batchLoader<string, Region | null>(async (ctx, ids) => {
  const regions = await ctx.em.find(Region, { id: { $in: [...ids] } });
  return new Map(regions.map((region) => [region.id, region]));
}, null);

/** The countries of a region, in name order. */
export const loadRegionCountries = batchLoader<string, Country[]>(async (ctx, regionIds) => {
  const { rows } = await sql<Country & { key: string }>`
    select rc.region_id as key, ${countryColumns}
    from region_countries rc join countries co on co.id = rc.country_id
    where rc.region_id = any(${regionIds}::uuid[])
    order by ${byName(ctx)}`.execute(reader(ctx));
  return group(rows, (row) => row);
}, []);

/** The regions with plans of their own that a country belongs to. */
export const loadSoldRegions = batchLoader<string, Region[]>(async (ctx, countryIds) => {
  const { rows } = await sql<Region & { key: string }>`
    select rc.country_id as key, r.id, r.code, r.name_en as "nameEn", r.name_es as "nameEs",
      r.is_geographic as "isGeographic", r.is_sold as "isSold"
    from region_countries rc join regions r on r.id = rc.region_id
    where r.is_sold and rc.country_id = any(${countryIds}::uuid[])
    order by r.code`.execute(reader(ctx));
  return group(rows, (row) => row);
}, []);

export interface Offer {
  planCount: number;
  from: Money | null;
}
const noOffer: Offer = { planCount: 0, from: null };

interface OfferRow {
  key: string;
  currency: string;
  planCount: number;
  amount: number;
}

/** Keys are `<id> <currency>`; all currencies asked for at once are answered by one statement. */
const splitKeys = (keys: readonly string[]) => ({
  ids: [...new Set(keys.map((key) => key.slice(0, 36)))],
  currencies: [...new Set(keys.map((key) => key.slice(37)))],
});
const toOffers = (rows: readonly OfferRow[]): Map<string, Offer> =>
  new Map(
    rows.map((row) => [
      `${row.key} ${row.currency}`,
      { planCount: row.planCount, from: { amount: row.amount, currency: row.currency } },
    ]),
  );

const countryOffers = batchLoader<string, Offer>(async (ctx, keys) => {
  const { ids, currencies } = splitKeys(keys);
  const { rows } = await sql<OfferRow>`
    select pc.country_id as key, pr.currency, count(*)::int as "planCount", min(pr.amount)::float8 as amount
    from plan_countries pc
    join plans p on p.id = pc.plan_id and p.is_active
    join plan_prices pr on pr.plan_id = p.id and pr.currency = any(${currencies}::text[])
    where pc.country_id = any(${ids}::uuid[])
    group by pc.country_id, pr.currency`.execute(reader(ctx));
  return toOffers(rows);
}, noOffer);

const regionOffers = batchLoader<string, Offer>(async (ctx, keys) => {
  const { ids, currencies } = splitKeys(keys);
  const { rows } = await sql<OfferRow>`
    select p.region_id as key, pr.currency, count(*)::int as "planCount", min(pr.amount)::float8 as amount
    from plans p join plan_prices pr on pr.plan_id = p.id and pr.currency = any(${currencies}::text[])
    where p.is_active and p.region_id = any(${ids}::uuid[])
    group by p.region_id, pr.currency`.execute(reader(ctx));
  return toOffers(rows);
}, noOffer);

/** How many plans work in a country, and from which price, over every plan that works there. */
export const loadCountryOffer = (ctx: RequestContext, countryId: string, currency: string): Promise<Offer> =>
  countryOffers(ctx, `${countryId} ${currency}`);

/** The same over the plans sold for a region. */
export const loadRegionOffer = (ctx: RequestContext, regionId: string, currency: string): Promise<Offer> =>
  regionOffers(ctx, `${regionId} ${currency}`);

const planPrices = batchLoader<string, Money | null>(async (ctx, keys) => {
  const { ids, currencies } = splitKeys(keys);
  const { rows } = await sql<{ planId: string; currency: string; amount: number }>`
    select plan_id as "planId", currency, amount::float8 as amount from plan_prices
    where plan_id = any(${ids}::uuid[]) and currency = any(${currencies}::text[])`.execute(reader(ctx));
  return new Map(
    rows.map((row) => [`${row.planId} ${row.currency}`, { amount: row.amount, currency: row.currency }]),
  );
}, null);

/** A plan's price in a currency other than its list's. */
export const loadPlanPrice = (ctx: RequestContext, planId: string, currency: string): Promise<Money | null> =>
  planPrices(ctx, `${planId} ${currency}`);
