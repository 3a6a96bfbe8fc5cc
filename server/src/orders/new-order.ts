import { nameOf, type Plan } from '../catalog/plan.type.ts';
import { newId } from '../platform/database/id.ts';
import { money } from '../platform/money/money.ts';
import type { RequestContext, SignedInUser } from '../platform/request-context.ts';
import type { ValidCheckout } from './checkout.input.ts';
import { Order } from './order.entity.ts';
import { randomOrderNumber } from './order-number.ts';

/** What is to be ordered, and by whom. */
export interface NewOrder {
  actor: SignedInUser;
  plan: Plan;
  input: ValidCheckout;
}

/** An order as it begins: open, unpaid, its plan and price frozen. Not written yet. */
export function newOrder(
  ctx: RequestContext,
  { actor, plan, input }: NewOrder,
  { countryCodes, expiresAt }: { countryCodes: string[]; expiresAt: Date },
): Order {
  const now = ctx.clock.now();
  const subtotal = plan.amount * input.quantity;
  return Object.assign(new Order(), {
    id: newId(),
    number: randomOrderNumber(),
    userId: actor.userId,
    planId: plan.id,
    planSnapshot: {
      planId: plan.id,
      slug: plan.slug,
      name: nameOf(plan, ctx.locale),
      isUnlimited: plan.isUnlimited,
      dataMb: plan.dataMb,
      validityDays: plan.validityDays,
      countryCodes,
      carrierName: plan.carrierName,
      unitPrice: money(plan.amount, input.currency),
    },
    quantity: input.quantity,
    currency: input.currency,
    unitPrice: plan.amount,
    subtotal,
    discount: 0,
    tax: 0,
    total: subtotal,
    status: 'OPEN',
    paymentStatus: 'UNPAID',
    fulfillmentStatus: 'UNFULFILLED',
    holds: [],
    consent: input.consentVersion ? { version: input.consentVersion, givenAt: now.toISOString() } : null,
    locale: ctx.locale,
    createdAt: now,
    updatedAt: now,
    expiresAt,
    paidAt: null,
    refundPromisedAt: null,
  } satisfies Order);
}
