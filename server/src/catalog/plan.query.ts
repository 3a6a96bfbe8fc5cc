import { type RawBuilder, sql } from 'kysely';
import { isSellable } from '../inventory/sellable.ts';
import type { CursorValue, PageRequest } from '../platform/graphql/connection.ts';
import type { CurrencyCode } from '../platform/money/currency.ts';
import { money } from '../platform/money/money.ts';
import type { Locale, RequestContext } from '../platform/request-context.ts';
import type { PlanFilter, PlanSort } from './plan.filter.ts';
import type { NetworkGeneration, Plan, PlanBounds } from './plan.type.ts';
import { searchWords } from './search-text.ts';

/**
 * The columns of a Plan, from `pr` (plan_prices in the list's currency) and what `planTables` joins to it.
 * What is on the shelf or to be had is asked plan by plan, by scalar queries: PostgreSQL would answer an
 * `exists` by reading both tables whole.
 */
const planColumns = (ctx: RequestContext) => sql`
  p.id, p.slug, p.name, p.name_es as "nameEs", p.description, p.description_es as "descriptionEs",
  p.scope, p.country_id as "countryId", p.region_id as "regionId",
  p.is_unlimited as "isUnlimited", p.data_mb as "dataMb", p.validity_days as "validityDays",
  p.validity_policy as "validityPolicy", p.install_within_days as "installWithinDays",
  p.hotspot_allowed as "hotspotAllowed", p.includes_phone_number as "includesPhoneNumber",
  p.voice_minutes as "voiceMinutes", p.texts, p.top_up_available as "topUpAvailable",
  p.identity_check as "identityCheck", p.is_active as "isActive", p.fair_use_en as "fairUseEn",
  p.fair_use_es as "fairUseEs", c.id as "carrierId", c.name as "carrierName",
  co.iso2 as "countryIso2", co.name_en as "countryNameEn", co.name_es as "countryNameEs",
  co.region_id as "countryRegionId", re.code as "regionCode", re.name_en as "regionNameEn",
  re.name_es as "regionNameEs", re.is_geographic as "regionIsGeographic", re.is_sold as "regionIsSold",
  pr.currency as "listCurrency", pr.amount::float8 as amount,
  case
    when not p.is_active then 'SOLD_OUT'
    when (select true from inventory_items where plan_id = p.id and ${isSellable(ctx.clock.now())} limit 1) then 'IN_STOCK'
    when (select true from plan_suppliers s where s.plan_id = p.id and s.is_enabled limit 1) then 'ON_DEMAND'
    else 'SOLD_OUT'
  end as availability`;

/** Everything about the plans of `pr`. */
const planTables = sql`
  join plans p on p.id = pr.plan_id
  join carriers c on c.id = p.carrier_id
  left join countries co on co.id = p.country_id
  left join regions re on re.id = p.region_id`;

const scopeRank = sql`case p.scope when 'COUNTRY' then 0 when 'REGION' then 1 else 2 end`;
/** Unlimited plans count as more than any amount. */
const dataOrder = sql`coalesce(p.data_mb, 2147483647)`;

interface SortKey {
  expression: RawBuilder<unknown>;
  type: 'string' | 'number';
  of: (plan: Plan) => CursorValue;
}

const rank = { COUNTRY: 0, REGION: 1, GLOBAL: 2 } as const;
const priceKey: SortKey = { expression: sql`pr.amount`, type: 'number', of: (plan) => plan.amount };
const idKey: SortKey = { expression: sql`p.id`, type: 'string', of: (plan) => plan.id };

/** What each order compares, every key ascending (a descending one is negated), ending in the id. */
const sortKeys: Record<PlanSort, readonly SortKey[]> = {
  RECOMMENDED: [{ expression: scopeRank, type: 'number', of: (plan) => rank[plan.scope] }, priceKey, idKey],
  PRICE_ASC: [priceKey, idKey],
  PRICE_DESC: [{ expression: sql`-pr.amount`, type: 'number', of: (plan) => -plan.amount }, idKey],
  DATA_DESC: [
    { expression: sql`-${dataOrder}`, type: 'number', of: (plan) => -(plan.dataMb ?? 2147483647) },
    priceKey,
    idKey,
  ],
  DAYS_DESC: [
    { expression: sql`-p.validity_days`, type: 'number', of: (plan) => -plan.validityDays },
    priceKey,
    idKey,
  ],
  NAME_ASC: [{ expression: sql`p.name collate "en-x-icu"`, type: 'string', of: (plan) => plan.name }, idKey],
};
const spanishNameKeys: readonly SortKey[] = [
  { expression: sql`p.name_es collate "es-x-icu"`, type: 'string', of: (plan) => plan.nameEs },
  idKey,
];

/** The keys of an order, and what its cursors are called: names have an order in each language. */
export function sortOrder(sort: PlanSort, locale: Locale): { keys: readonly SortKey[]; tag: string } {
  if (sort !== 'NAME_ASC') return { keys: sortKeys[sort], tag: sort };
  return { keys: locale === 'es' ? spanishNameKeys : sortKeys.NAME_ASC, tag: `${sort} ${locale}` };
}

/**
 * The rows of a page, and one more when there is a next page. One statement: it finds and sorts with what
 * that takes, and reads the rest for the page's rows alone. Good with a generic plan as with one for its
 * values: no index is in the lists' order, which PostgreSQL could walk instead of the country's plans.
 */
export async function findPlans(
  ctx: RequestContext,
  filter: PlanFilter,
  currency: CurrencyCode,
  sort: PlanSort,
  page: PageRequest,
): Promise<Plan[]> {
  const { keys } = sortOrder(sort, ctx.locale);
  const order = sql.join(keys.map((key) => key.expression));
  const after = page.after
    ? sql`and (${order}) > (${sql.join(page.after.map((value, index) => typed(value, keys[index])))})`
    : sql``;
  const { rows } = await sql<Plan>`
    select ${planColumns(ctx)}
    from (
      select pr.plan_id, pr.currency, pr.amount
      from plans p
      join plan_prices pr on pr.plan_id = p.id and pr.currency = ${currency}
      where ${conditions(filter)} ${after}
      order by ${order}
      limit ${page.first + 1} offset ${page.offset}
    ) pr ${planTables}
    order by ${order}`.execute(ctx.em.getKysely({ type: 'read' }));
  return rows;
}

const typed = (value: CursorValue, key: SortKey | undefined) =>
  key?.type === 'number' ? sql`${value}::bigint` : key === idKey ? sql`${value}::uuid` : sql`${value}::text`;

/** How many plans a filter finds. One statement. */
export async function countPlans(
  ctx: RequestContext,
  filter: PlanFilter,
  currency: CurrencyCode,
): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total
    from plans p join plan_prices pr on pr.plan_id = p.id and pr.currency = ${currency}
    where ${conditions(filter)}`.execute(ctx.em.getKysely({ type: 'read' }));
  return rows[0]?.total ?? 0;
}

/** What there is to choose from among the plans of a filter. One statement. */
export async function findBounds(
  ctx: RequestContext,
  filter: PlanFilter,
  currency: CurrencyCode,
): Promise<PlanBounds> {
  const { rows } = await sql<PlanBounds & { least: number | null; most: number | null }>`
    select count(*)::int as count,
      coalesce(array_agg(distinct p.data_mb order by p.data_mb) filter (where p.data_mb is not null), '{}') as "dataMb",
      coalesce(array_agg(distinct p.validity_days order by p.validity_days), '{}') as days,
      count(*) filter (where p.is_unlimited)::int as "unlimitedCount",
      count(*) filter (where p.hotspot_allowed)::int as "hotspotCount",
      count(*) filter (where ${hasGeneration('G5', filter.country?.toUpperCase())})::int as "fastCount",
      min(pr.amount)::float8 as least, max(pr.amount)::float8 as most
    from plans p join plan_prices pr on pr.plan_id = p.id and pr.currency = ${currency}
    where ${conditions(filter)}`.execute(ctx.em.getKysely({ type: 'read' }));
  const [row] = rows;
  if (!row) throw new Error('An aggregate without a group has one row');
  const { least, most, ...counts } = row;
  return {
    ...counts,
    minPrice: least === null ? null : money(least, currency),
    maxPrice: most === null ? null : money(most, currency),
  };
}

function conditions(filter: PlanFilter): RawBuilder<unknown> {
  const all: RawBuilder<unknown>[] = [sql`p.is_active`];
  const country = filter.country?.toUpperCase();
  if (country !== undefined) {
    // An unknown country finds no row here, and so no plan.
    const id = sql`(select id from countries where iso2 = ${country})`;
    all.push(
      filter.coverage === 'LOCAL'
        ? sql`p.country_id = ${id}`
        : sql`p.id in (select plan_id from plan_countries where country_id = ${id})`,
    );
  }
  if (isGiven(filter.region))
    all.push(sql`p.region_id = (select id from regions where code = ${filter.region.toLowerCase()})`);
  if (filter.scope) all.push(sql`p.scope = ${filter.scope}`);
  if (filter.unlimited !== undefined && filter.unlimited !== null)
    all.push(sql`p.is_unlimited = ${filter.unlimited}`);
  if (isGiven(filter.minDataMb)) all.push(sql`${dataOrder} >= ${filter.minDataMb}`);
  if (isGiven(filter.maxDataMb)) all.push(sql`${dataOrder} <= ${filter.maxDataMb}`);
  if (isGiven(filter.maxPrice)) all.push(sql`pr.amount <= ${filter.maxPrice}`);
  if (isGiven(filter.minDays)) all.push(sql`p.validity_days >= ${filter.minDays}`);
  if (isGiven(filter.maxDays)) all.push(sql`p.validity_days <= ${filter.maxDays}`);
  if (isGiven(filter.hotspot)) all.push(sql`p.hotspot_allowed = ${filter.hotspot}`);
  if (filter.generation) all.push(hasGeneration(filter.generation, country));
  for (const word of searchWords(filter.search ?? '')) all.push(sql`position(${word} in p.search_text) > 0`);
  return sql.join(all, sql` and `);
}

/** In one country, or in any. */
function hasGeneration(generation: NetworkGeneration, country: string | undefined): RawBuilder<unknown> {
  const offered = JSON.stringify([{ generations: [generation] }]);
  const there =
    country === undefined
      ? sql``
      : sql`and g.country_id = (select id from countries where iso2 = ${country})`;
  return sql`exists (select from plan_countries g where g.plan_id = p.id and g.networks @> ${offered}::jsonb ${there})`;
}

const isGiven = <T>(value: T | null | undefined): value is T => value !== undefined && value !== null;

/** Plans by id or slug in a currency, archived ones too (old orders show them). One statement. */
export async function findPlansBy(
  ctx: RequestContext,
  column: 'id' | 'slug',
  keys: readonly string[],
  currency: CurrencyCode,
): Promise<Plan[]> {
  const { rows } = await sql<Plan>`
    select ${planColumns(ctx)}
    from plan_prices pr ${planTables}
    where pr.currency = ${currency} and ${isOneOf(column, keys)}`.execute(ctx.em.getKysely({ type: 'read' }));
  return rows;
}

/** One key is compared by itself: PostgreSQL takes any list for ten, and would plan the statement anew each time. */
function isOneOf(column: 'id' | 'slug', keys: readonly string[]): RawBuilder<unknown> {
  if (keys.length === 1) return column === 'id' ? sql`p.id = ${keys[0]}::uuid` : sql`p.slug = ${keys[0]}`;
  return column === 'id' ? sql`p.id = any(${keys}::uuid[])` : sql`p.slug = any(${keys}::text[])`;
}

/**
 * The nearest plans that can be bought now: same country or region first, then what covers the same
 * countries, by distance in data, days and price. One statement.
 */
export async function findAlternatives(ctx: RequestContext, plan: Plan, first: number): Promise<Plan[]> {
  const { rows } = await sql<Plan>`
    select * from (
      select ${planColumns(ctx)},
        (case when p.country_id is not distinct from ${plan.countryId}::uuid
               and p.region_id is not distinct from ${plan.regionId}::uuid then 0 else 1 end) as place,
        abs(ln(${dataOrder}) - ln(${plan.dataMb ?? 2147483647}::int)) + abs(ln(p.validity_days) - ln(${plan.validityDays}::int))
          + abs(ln(pr.amount) - ln(${plan.amount}::float8)) as distance
      from plan_prices pr ${planTables}
      where pr.currency = ${plan.listCurrency} and p.is_active and p.id <> ${plan.id}
        and not exists (
          select from plan_countries mine where mine.plan_id = ${plan.id}
          and not exists (select from plan_countries theirs where theirs.plan_id = p.id and theirs.country_id = mine.country_id)
        )
    ) candidates
    where availability <> 'SOLD_OUT'
    order by place, distance, id
    limit ${first}`.execute(ctx.em.getKysely({ type: 'read' }));
  return rows;
}
