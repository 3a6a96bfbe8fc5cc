import { type RawBuilder, sql } from 'kysely';
import type { Clock } from '../../platform/clock/clock.ts';
import type { EntityManager } from '../../platform/database/orm.ts';
import { inTransaction } from '../../platform/database/transaction.ts';
import type { Logger } from '../../platform/logging/logger.ts';
import { refreshPriceList } from '../price-list.ts';
import { searchText } from '../search-text.ts';
import type { Catalogue } from './catalogue.ts';

const supplier = 'CONNECTED_YOU';

interface SeedOptions {
  clock: Clock;
  log: Logger;
  /** Demo people and stock whose codes no phone would accept: never in production. */
  withDemo: boolean;
}

/**
 * Fills an empty shop with the catalogue, and the demo people. Idempotent: what is there, told by its code or
 * slug, is left as staff have made it. One transaction under an advisory lock, so two starts at once seed once.
 */
export async function seed(em: EntityManager, { clock, log, withDemo }: SeedOptions): Promise<void> {
  await inTransaction(em, async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended('seed', 0))`.execute(tx.getKysely());
    const { rows } = await sql`select 1 from plans limit 1`.execute(tx.getKysely());
    if (rows.length > 0) return;
    // Loaded only for an empty shop: the tables are large and no other process needs them.
    const { buildCatalogue } = await import('./catalogue.ts');
    const catalogue = buildCatalogue();
    await seedPlaces(tx, catalogue);
    await seedPlans(tx, catalogue);
    await refreshPriceList(tx);
    if (withDemo) {
      await seedStock(tx, catalogue, clock.now());
      await seedPeople(tx, clock.now());
    }
    // Without it the first minute's visitors get plans made for empty tables.
    await sql`analyze`.execute(tx.getKysely());
    log.info({ countries: catalogue.countries.length, plans: catalogue.plans.length }, 'seeded');
  });
}

/** Inserts many rows with one statement; `columns` names and types them, as jsonb_to_recordset wants. */
function rowsOf(rows: readonly object[], columns: string): RawBuilder<unknown> {
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (${sql.raw(columns)})`;
}

async function seedPlaces(
  em: EntityManager,
  { regions, countries, carriers, exchangeRates }: Catalogue,
): Promise<void> {
  const db = em.getKysely();
  await sql`
    insert into regions (code, name_en, name_es, is_geographic, is_sold)
    select code, "nameEn", "nameEs", "isGeographic", "isSold"
    from ${rowsOf(regions, 'code text, "nameEn" text, "nameEs" text, "isGeographic" boolean, "isSold" boolean')}
    on conflict (code) do nothing`.execute(db);
  const { arrivalsRank } = await import('./arrivals.ts');
  const countryRows = countries.map((country) => {
    // Who reads English may type España.
    const aliases = [
      ...new Set([country.nameEn, country.nameEs, ...country.aliasesEn, ...country.aliasesEs]),
    ];
    return {
      ...country,
      aliases,
      search: searchText(country.iso2, ...aliases),
      rank: arrivalsRank(country.iso2),
    };
  });
  await sql`
    insert into countries (iso2, name_en, name_es, region_id, aliases, search_text, arrivals_rank)
    select r.iso2, r."nameEn", r."nameEs", regions.id, r.aliases, r.search, r.rank
    from ${rowsOf(countryRows, 'iso2 text, "nameEn" text, "nameEs" text, "geographicRegion" text, aliases jsonb, search text, rank int')}
    join regions on regions.code = r."geographicRegion"
    on conflict (iso2) do nothing`.execute(db);
  const members = regions.flatMap(({ code, countryIso2 }) => countryIso2.map((iso2) => ({ code, iso2 })));
  await sql`
    insert into region_countries (region_id, country_id)
    select regions.id, countries.id from ${rowsOf(members, 'code text, iso2 text')}
    join regions on regions.code = r.code join countries on countries.iso2 = r.iso2
    on conflict do nothing`.execute(db);
  await sql`
    insert into carriers (name) select r.name from ${rowsOf(carriers, 'name text')} on conflict do nothing`.execute(
    db,
  );
  await sql`
    insert into exchange_rates (currency, valid_on, per_usd)
    select r.currency, r."validOn", r."perUsd"::numeric
    from ${rowsOf(exchangeRates, 'currency text, "validOn" date, "perUsd" text')}
    on conflict do nothing`.execute(db);
}

async function seedPlans(em: EntityManager, { plans }: Catalogue): Promise<void> {
  const db = em.getKysely();
  const planRows = plans.map(({ coverage: _coverage, ownPrices: _prices, ...plan }) => ({
    ...plan,
    // Both names begin with the place's.
    search: searchText(plan.name, plan.nameEs, plan.countryIso2 ?? '', plan.carrier),
  }));
  await sql`
    insert into plans (slug, name, name_es, description, description_es, scope, country_id, region_id, carrier_id,
      is_unlimited, data_mb, validity_days, validity_policy, install_within_days, hotspot_allowed, includes_phone_number, voice_minutes, texts, top_up_available,
      identity_check, fair_use_en, fair_use_es, stock_threshold, search_text)
    select r.slug, r.name, r."nameEs", r.description, r."descriptionEs", r.scope, countries.id, regions.id, carriers.id,
      r."isUnlimited", r."dataMb", r."validityDays", r."validityPolicy", r."installWithinDays", r."hotspotAllowed", r."includesPhoneNumber",
      r."voiceMinutes", r.texts, r."topUpAvailable", r."identityCheck", r."fairUseEn", r."fairUseEs", r."stockThreshold", r.search
    from ${rowsOf(
      planRows,
      `slug text, name text, "nameEs" text, description text, "descriptionEs" text, scope text, "countryIso2" text, "regionCode" text, carrier text,
       "isUnlimited" boolean, "dataMb" int, "validityDays" int, "validityPolicy" text, "installWithinDays" int,
       "hotspotAllowed" boolean, "includesPhoneNumber" boolean, "voiceMinutes" int, texts int, "topUpAvailable" boolean,
       "identityCheck" boolean, "fairUseEn" text, "fairUseEs" text, "stockThreshold" int, search text`,
    )}
    join carriers on carriers.name = r.carrier
    left join countries on countries.iso2 = r."countryIso2"
    left join regions on regions.code = r."regionCode"
    on conflict (slug) do nothing`.execute(db);
  const prices = plans.flatMap(({ slug, priceUsdMinor, ownPrices }) => [
    { slug, currency: 'USD', amount: priceUsdMinor },
    ...ownPrices.map(({ currency, amountMinor }) => ({ slug, currency, amount: amountMinor })),
  ]);
  await sql`
    insert into plan_prices (plan_id, currency, amount, is_own)
    select plans.id, r.currency, r.amount, true from ${rowsOf(prices, 'slug text, currency text, amount bigint')}
    join plans on plans.slug = r.slug on conflict do nothing`.execute(db);
  const coverage = plans.flatMap(({ slug, coverage: covered }) => covered.map((each) => ({ slug, ...each })));
  await sql`
    insert into plan_countries (plan_id, country_id, networks)
    select plans.id, countries.id, r.networks from ${rowsOf(coverage, 'slug text, iso2 text, networks jsonb')}
    join plans on plans.slug = r.slug join countries on countries.iso2 = r.iso2
    on conflict do nothing`.execute(db);
  const supplied = plans.filter(({ supply }) => supply === 'ON_DEMAND' || supply === 'STOCK_THEN_ON_DEMAND');
  await sql`
    insert into plan_suppliers (plan_id, supplier, sku, cost_amount, cost_currency)
    select plans.id, ${supplier}, r."supplierSku", r."supplierCostUsdMinor", 'USD'
    from ${rowsOf(
      supplied.map(({ slug, supplierSku, supplierCostUsdMinor }) => ({
        slug,
        supplierSku,
        supplierCostUsdMinor,
      })),
      'slug text, "supplierSku" text, "supplierCostUsdMinor" bigint',
    )}
    join plans on plans.slug = r.slug on conflict do nothing`.execute(db);
}

async function seedStock(em: EntityManager, { plans }: Catalogue, now: Date): Promise<void> {
  const { mintInventory } = await import('./inventory.ts');
  const items = plans
    .filter(({ stock }) => stock > 0)
    .flatMap(({ slug, stock }) => mintInventory(slug, stock).map((item) => ({ slug, ...item })));
  await sql`
    insert into inventory_items (plan_id, status, activation_code, iccid, created_at, updated_at)
    select plans.id, 'AVAILABLE', r."activationCode", r.iccid, ${now}, ${now}
    from ${rowsOf(items, 'slug text, "activationCode" text, iccid text')} join plans on plans.slug = r.slug
    on conflict do nothing`.execute(em.getKysely());
}

async function seedPeople(em: EntityManager, now: Date): Promise<void> {
  const { demoPeople } = await import('./demo-people.ts');
  await sql`
    insert into users (email, name, roles, created_at)
    select r.email, r.name, jsonb_build_array(r.role), ${now} from ${rowsOf(demoPeople, 'email text, name text, role text')}
    on conflict (email) do nothing`.execute(em.getKysely());
}
