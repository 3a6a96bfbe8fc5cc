import { sql } from 'kysely';
import type { EntityManager } from '../platform/database/orm.ts';
import { baseCurrency, convertFromBase, currencyCodes } from '../platform/money/currency.ts';

interface BasePrice {
  planId: string;
  amount: number;
}

/**
 * Fills plan_prices for every plan and shop currency that has no price of its own: the base price at the
 * newest dated rate, rounded by the currency. Idempotent; run it in the transaction that changes prices or rates.
 * @throws when a currency has no rate, because a plan without a price in it could not be shown
 */
export async function refreshPriceList(em: EntityManager): Promise<void> {
  const db = em.getKysely();
  const base = await sql<BasePrice>`
    select plan_id as "planId", amount::float8 as amount from plan_prices where currency = ${baseCurrency}`.execute(
    db,
  );
  const rates = await sql<{ currency: string; perUsd: string; validOn: string }>`
    select distinct on (currency) currency, per_usd::text as "perUsd", valid_on::text as "validOn"
    from exchange_rates order by currency, valid_on desc`.execute(db);
  for (const currency of currencyCodes) {
    if (currency === baseCurrency) continue;
    const rate = rates.rows.find((row) => row.currency === currency);
    if (!rate) throw new Error(`There is no exchange rate for ${currency}`);
    const amounts = base.rows.map(({ planId, amount }) => ({
      plan_id: planId,
      amount: convertFromBase(amount, rate.perUsd, currency),
    }));
    await sql`
      insert into plan_prices (plan_id, currency, amount, is_own, rate_date)
      select plan_id, ${currency}, amount, false, ${rate.validOn}::date
      from jsonb_to_recordset(${JSON.stringify(amounts)}::jsonb) as rows (plan_id uuid, amount bigint)
      on conflict (plan_id, currency) do update set amount = excluded.amount, rate_date = excluded.rate_date
      where not plan_prices.is_own`.execute(db);
  }
}
