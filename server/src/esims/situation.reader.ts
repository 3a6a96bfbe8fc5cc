import { sql } from 'kysely';
import { z } from 'zod';
import type { EntityManager } from '../platform/database/orm.ts';
import { closedBreaker } from '../providers/breaker.states.ts';
import type { ProviderRegistry } from '../providers/provider.registry.ts';
import { isSwitchedOn } from '../switches/switch-name.ts';
import { AttemptOutcome } from './attempt.states.ts';
import { notSent } from './attempt-log.ts';
import type { LockedEsim } from './esim.lock.ts';
import type { KnownAttempt, PlanSupplier } from './supplier-choice.ts';

/** What is known when a supplier has to be chosen for an eSIM. */
export interface Known {
  customerEmail: string;
  suppliers: PlanSupplier[];
  attempts: KnownAttempt[];
}

const time = z.coerce.date();
const attemptRow = z.object({
  id: z.string(),
  supplier: z.string(),
  outcome: z.enum(AttemptOutcome),
  startedAt: time,
  waivedAt: time.nullable(),
  isUnsent: z.boolean(),
});
const supplierRow = z.object({
  supplier: z.string(),
  sku: z.string(),
  costAmount: z.number(),
  costCurrency: z.string(),
  isEnabled: z.boolean(),
  isOn: z.boolean(),
  breaker: z
    .object({
      state: z.enum(['CLOSED', 'OPEN', 'HALF_OPEN']),
      failures: z.number(),
      retryAt: time.nullable(),
    })
    .nullable(),
  pausedSeconds: z.number().nullable(),
});

/**
 * Reads, in one statement, the plan's suppliers in the order they are asked with what speaks for and against each,
 * and the calls that were made for this eSIM.
 */
export async function readSituation(
  em: EntityManager,
  { order, esim }: LockedEsim,
  providers: ProviderRegistry,
  now: Date,
): Promise<Known> {
  const { rows } = await sql<{ customerEmail: string; suppliers: unknown; attempts: unknown }>`
    select u.email as "customerEmail",
      coalesce((
        select jsonb_agg(jsonb_build_object('id', a.id, 'supplier', a.supplier, 'outcome', a.outcome,
          'startedAt', a.started_at, 'waivedAt', a.waived_at,
          'isUnsent', a.error_code is not distinct from ${notSent.code}) order by a.id)
        from provisioning_attempts a where a.esim_id = ${esim.id}
      ), '[]') as attempts,
      coalesce((
        select jsonb_agg(jsonb_build_object('supplier', s.supplier, 'sku', s.sku, 'costAmount', s.cost_amount,
          'costCurrency', s.cost_currency, 'isEnabled', s.is_enabled,
          'isOn', ${isSwitchedOn(sql<string>`'SUPPLIER:' || s.supplier`)},
          'breaker', case when b.supplier is not null then
            jsonb_build_object('state', b.state, 'failures', b.failures, 'retryAt', b.retry_at) end,
          'pausedSeconds', extract(epoch from p.next_at - clock_timestamp())) order by s.priority, s.supplier)
        from plan_suppliers s
        left join supplier_breakers b on b.supplier = s.supplier
        left join supplier_paces p on p.supplier = s.supplier
        where s.plan_id = ${order.planId}
      ), '[]') as suppliers
    from users u where u.id = ${order.userId}`.execute(em.getKysely());
  const [row] = rows;
  if (!row) throw new Error(`Order ${order.number} has no buyer`);
  return {
    customerEmail: row.customerEmail,
    attempts: z.array(attemptRow).parse(row.attempts),
    suppliers: z
      .array(supplierRow)
      .parse(row.suppliers)
      .map((supplier) => toSupplier(supplier, providers, now)),
  };
}

/** A line this long is no line: the supplier has told us to stop. */
const pausedFromSeconds = 2;

function toSupplier(
  { breaker, pausedSeconds, ...row }: z.infer<typeof supplierRow>,
  providers: ProviderRegistry,
  now: Date,
): PlanSupplier {
  const isPaused = pausedSeconds !== null && pausedSeconds > pausedFromSeconds;
  return {
    ...row,
    capabilities: providers.has(row.supplier) ? providers.get(row.supplier).capabilities : null,
    breaker: breaker ?? closedBreaker,
    // The pace is kept in the database's time; what is left of it is the same in the program's.
    pausedUntil: isPaused ? new Date(now.getTime() + pausedSeconds * 1000) : null,
  };
}
