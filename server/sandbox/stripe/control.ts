import { z } from 'zod';
import type { FaultBoard } from '../core/api-faults.ts';
import type { SandboxClock } from '../core/clock.ts';
import { ControlError, type ControlRoutes } from '../core/control-request.ts';
import { countPayout } from './balance-transactions.ts';
import { countLater } from './charges.ts';
import { type ConfirmationSettings, settleProcessing } from './confirmation.ts';
import type { DeliveryStore } from './delivery-store.ts';
import { appealDispute, endDispute, escalateInquiry, openDispute } from './disputes.ts';
import { StripeError } from './errors.ts';
import type { FormObject } from './form-encoding.ts';
import { Params } from './params.ts';
import { type Charge, type PaymentIntent, paymentIntentStatuses } from './payment-objects.ts';
import { createRefund, settleRefund } from './refunds.ts';
import { settlementSchema } from './settlement.ts';
import type { StripeStore } from './store.ts';
import { type StripeFault, stripeFaultSchema } from './stripe-faults.ts';
import { type UnitContext, UnitOfWork } from './unit-of-work.ts';
import type { Webhooks } from './webhooks.ts';

/** How the sandbox is set to behave; changed by faults, in memory. */
export interface Behaviour {
  isCountedAtOnce: boolean;
  isAnsweredAtOnce: boolean;
}

interface ControlOptions {
  readonly context: UnitContext;
  readonly store: StripeStore;
  readonly deliveries: DeliveryStore;
  readonly webhooks: Webhooks;
  readonly clock: SandboxClock;
  readonly faults: FaultBoard<StripeFault>;
  readonly behaviour: Behaviour;
  confirmation(origin: string): ConfirmationSettings;
}

const amountSchema = z.int().min(1);
const paymentSchema = z.union([
  z.strictObject({ charge: z.string(), payment_intent: z.undefined().optional() }),
  z.strictObject({ payment_intent: z.string(), charge: z.undefined().optional() }),
]);

/** How a dispute goes on. */
const disputeStepSchema = z.union([
  z.strictObject({ outcome: z.enum(['won', 'lost']) }),
  z.strictObject({ step: z.enum(['escalate', 'appeal']), amount: amountSchema.optional() }),
]);

/** Changes an intent behind the shop's back, such as an amount that does not fit, and may tell of it. */
const intentPatchSchema = z.strictObject({
  amount: amountSchema.optional(),
  amount_received: z.int().min(0).optional(),
  currency: z.string().length(3).optional(),
  status: z.enum(paymentIntentStatuses).optional(),
  metadata: z.record(z.string(), z.string()).optional(),
  event: z.string().optional(),
});
type IntentPatch = z.infer<typeof intentPatchSchema>;

/** The switchboard of tests, and what an operator would do in Stripe's Dashboard. */
export function stripeControl(options: ControlOptions): ControlRoutes {
  return {
    ...faultControls(options),
    ...webhookControls(options),
    ...paymentControls(options),
    ...dashboardControls(options),
  };
}

function faultControls({
  faults,
  webhooks,
  behaviour,
  clock,
  store,
  deliveries,
  context,
}: ControlOptions): ControlRoutes {
  const heal = () => {
    faults.clear();
    webhooks.setFault({ target: 'webhooks', mode: 'normal' });
    behaviour.isAnsweredAtOnce = true;
    behaviour.isCountedAtOnce = true;
    Object.assign(context.settlement, { currency: null, rates: {} });
    clock.moveTo(0);
  };
  return {
    'POST /_sandbox/faults': ({ body }) => {
      const fault = stripeFaultSchema.parse(body);
      if (fault.target === 'webhooks') webhooks.setFault(fault);
      else if (fault.target === 'balance_transactions') behaviour.isCountedAtOnce = fault.mode === 'normal';
      else if (fault.target === 'cards') behaviour.isAnsweredAtOnce = fault.mode === 'normal';
      else faults.add(fault);
    },
    'DELETE /_sandbox/faults': heal,
    'POST /_sandbox/clock': ({ body }) => {
      clock.moveTo(z.strictObject({ offsetMs: z.int() }).parse(body).offsetMs);
    },
    'POST /_sandbox/settlement': ({ body }) => {
      Object.assign(context.settlement, settlementSchema.parse(body));
    },
    'POST /_sandbox/reset': async ({ body }) => {
      const { keepState } = z.strictObject({ keepState: z.boolean().default(false) }).parse(body);
      heal();
      if (!keepState) await store.reset();
    },
    'GET /_sandbox/state': async () => ({
      ...(await store.counts()),
      faults: faults.list(),
      webhooks: webhooks.fault,
      webhookUrl: webhooks.endpoint?.url ?? null,
      settlement: context.settlement,
      behaviour,
      clockOffsetMs: clock.offsetMs,
    }),
    'GET /_sandbox/webhooks/attempts': async ({ query }) => ({
      data: await deliveries.attempts(query.get('event')),
    }),
  };
}

function webhookControls({ webhooks, context }: ControlOptions): ControlRoutes {
  return {
    'POST /_sandbox/webhooks/endpoint': ({ body }) => {
      webhooks.setUrl(z.strictObject({ url: z.url() }).parse(body).url);
    },
    'POST /_sandbox/webhooks/release': async () => ({ released: await webhooks.release() }),
    'POST /_sandbox/webhooks/resend': async ({ body }) => {
      const { event } = z.strictObject({ event: z.string() }).parse(body);
      if (!(await webhooks.resend(event))) throw new ControlError(404, `No such event: ${event}`);
    },
    'POST /_sandbox/events': ({ body }) => {
      const { type, object } = z.strictObject({ type: z.string(), object: z.looseObject({}) }).parse(body);
      return inUnit(context, async (unit) => unit.emit(type, object));
    },
  };
}

function paymentControls(options: ControlOptions): ControlRoutes {
  const { context } = options;
  return {
    'POST /_sandbox/payment_intents/:id': ({ id, body }) => {
      const { event, ...patch } = intentPatchSchema.parse(body);
      return inUnit(context, async (unit) => {
        await unit.lock(id);
        const intent = { ...(await unit.get('payment_intent', id)), ...sentFields(patch) };
        unit.put(intent);
        if (event) unit.emit(event, intent);
        return intent;
      });
    },
    'POST /_sandbox/payment_intents/:id/settle': ({ id, body }) => {
      const { outcome } = z.strictObject({ outcome: z.enum(['succeeded', 'failed']) }).parse(body);
      return inUnit(context, async (unit) => {
        await unit.lock(id);
        const intent = await unit.get('payment_intent', id);
        return settleProcessing(unit, intent, outcome === 'succeeded', options.confirmation(''));
      });
    },
    'POST /_sandbox/balance_transactions/release': async () => {
      const charges = await options.store.findUncountedCharges();
      for (const id of charges)
        await inUnit(context, async (unit) => countLater(unit, await lockedCharge(unit, id)));
      return { released: charges.length };
    },
  };
}

function dashboardControls({ context }: ControlOptions): ControlRoutes {
  return {
    'POST /_sandbox/disputes': ({ body }) => {
      const details = z.looseObject({
        reason: z.string().default('fraudulent'),
        amount: amountSchema.optional(),
        isInquiry: z.boolean().optional(),
      });
      const { reason, amount, isInquiry, ...payment } = details.parse(body);
      return inUnit(context, async (unit) => {
        const charge = await lockedChargeOf(unit, paymentSchema.parse(payment));
        return openDispute(unit, { charge, reason, amount, isInquiry });
      });
    },
    'POST /_sandbox/disputes/:id': ({ id, body }) => {
      const step = disputeStepSchema.parse(body);
      return inUnit(context, async (unit) => {
        await unit.lock((await unit.get('dispute', id)).payment_intent);
        const dispute = await unit.get('dispute', id);
        if ('outcome' in step) return endDispute(unit, dispute, step.outcome);
        return step.step === 'appeal'
          ? appealDispute(unit, dispute)
          : escalateInquiry(unit, dispute, step.amount);
      });
    },
    'POST /_sandbox/payouts': ({ body }) => {
      const payout = z.strictObject({ amount: amountSchema, currency: z.string().length(3) }).parse(body);
      return inUnit(context, async (unit) => countPayout(unit, payout));
    },
    'POST /_sandbox/refunds': ({ body }) => {
      const { amount, reason, ...payment } = z
        .looseObject({ amount: amountSchema.optional(), reason: z.string().optional() })
        .parse(body);
      const { charge, payment_intent } = paymentSchema.parse(payment);
      const asked: FormObject = {
        ...(charge !== undefined && { charge }),
        ...(payment_intent !== undefined && { payment_intent }),
        ...(amount !== undefined && { amount: String(amount) }),
        ...(reason !== undefined && { reason }),
      };
      return inUnit(context, (unit) => createRefund(unit, new Params(asked)));
    },
    'POST /_sandbox/refunds/:id': ({ id, body }) => {
      const { status } = z.strictObject({ status: z.enum(['succeeded', 'failed']) }).parse(body);
      return inUnit(context, async (unit) => {
        await unit.lock((await unit.get('refund', id)).payment_intent);
        return settleRefund(unit, await unit.get('refund', id), status);
      });
    },
  };
}

/** Does a piece of work that no API request asked for, and commits it. */
export async function inUnit<Result>(
  context: UnitContext,
  work: (unit: UnitOfWork) => Promise<Result>,
): Promise<Result> {
  const unit = new UnitOfWork(context, null);
  try {
    const result = await work(unit);
    await unit.commit(null);
    return result;
  } catch (error) {
    if (error instanceof StripeError) throw new ControlError(error.status, error.message);
    throw error;
  } finally {
    unit.release();
  }
}

async function lockedChargeOf(unit: UnitOfWork, payment: z.infer<typeof paymentSchema>): Promise<Charge> {
  if (payment.charge !== undefined) return lockedCharge(unit, payment.charge);
  const intent = await unit.get('payment_intent', payment.payment_intent);
  return lockedCharge(unit, intent.latest_charge ?? '');
}

async function lockedCharge(unit: UnitOfWork, id: string): Promise<Charge> {
  await unit.lock((await unit.get('charge', id)).payment_intent);
  return unit.get('charge', id);
}

/** Only what was sent: an absent field must not overwrite a stored one. */
function sentFields(patch: IntentPatch): Partial<PaymentIntent> {
  return {
    ...(patch.amount !== undefined && { amount: patch.amount }),
    ...(patch.amount_received !== undefined && { amount_received: patch.amount_received }),
    ...(patch.currency !== undefined && { currency: patch.currency }),
    ...(patch.status !== undefined && { status: patch.status }),
    ...(patch.metadata !== undefined && { metadata: patch.metadata }),
  };
}
