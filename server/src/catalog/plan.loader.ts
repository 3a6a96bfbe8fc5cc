import { batchLoader } from '../platform/database/loader.ts';
import { baseCurrency } from '../platform/money/currency.ts';
import type { RequestContext } from '../platform/request-context.ts';
import { findPlansBy } from './plan.query.ts';
import type { Plan } from './plan.type.ts';

const plansById = batchLoader<string, Plan | null>(async (ctx, ids) => {
  const plans = await findPlansBy(ctx, 'id', ids, baseCurrency);
  return new Map(plans.map((plan) => [plan.id, plan]));
}, null);

/** The plan of a row that refers to one, in the base currency. @throws when there is none, which the database forbids */
export async function loadPlan(ctx: RequestContext, planId: string): Promise<Plan> {
  const plan = await plansById(ctx, planId);
  if (!plan) throw new Error(`Plan ${planId} does not exist`);
  return plan;
}
