import Stripe from 'stripe';
import type { Config } from '../config.ts';
import { createStripeClient } from '../payments/stripe/stripe-client.ts';
import { about, type Finding } from './finding.ts';

const { ok, warning, problem } = about('stripe');

/** What the shop acts upon; docs/payments.md says what each is for. */
const neededEvents = [
  'payment_intent.succeeded',
  'payment_intent.payment_failed',
  'payment_intent.processing',
  'payment_intent.requires_action',
  'payment_intent.canceled',
  'charge.refunded',
  'charge.dispute.created',
  'charge.dispute.updated',
  'charge.dispute.closed',
  'refund.updated',
  'refund.failed',
];
/** Stripe's signatures are good for five minutes, so a clock further off than that refuses every webhook. */
const skewMs = { warning: 30_000, problem: 240_000 };

/** Whether Stripe takes our key, in which mode, tells us what we need, and has our time. */
export async function lookAtStripe(config: Config): Promise<Finding[]> {
  const stripe = createStripeClient(config.stripe);
  const isSandbox = config.stripe.apiBase !== null;
  try {
    const asked = Date.now();
    const answer = await stripe.paymentIntents.list({ limit: 1 });
    const findings = [keyFinding(config, isSandbox), clock(answer.lastResponse.headers.date, asked)];
    return [...findings, ...(await endpoint(stripe, config, isSandbox))];
  } catch (error) {
    return [unreachable(error, isSandbox)];
  }
}

function keyFinding({ stripe, isProduction }: Config, isSandbox: boolean): Finding {
  if (isSandbox) return ok('The sandbox answers and takes our key.');
  const isLive = stripe.secretKey.includes('_live_');
  const isMixed = isLive !== stripe.publishableKey.includes('_live_');
  if (isMixed)
    return problem(
      'One key is live and the other a test key.',
      'Take STRIPE_SECRET_KEY and STRIPE_PUBLISHABLE_KEY of the same mode.',
    );
  const what = `Stripe answers and takes our key, in ${isLive ? 'live' : 'test'} mode.`;
  return isLive && !isProduction
    ? warning(what, 'Real money moves although ENVIRONMENT is not production.')
    : ok(what);
}

function clock(date: string | undefined, asked: number): Finding {
  const theirs = Date.parse(date ?? '');
  if (Number.isNaN(theirs))
    return warning('It did not say its time.', 'Nothing, if this is a proxy of yours.');
  // Its time is in whole seconds.
  const skew = Math.max(0, Math.abs(theirs + 500 - (asked + Date.now()) / 2) - 500);
  const what = `Its clock and ours are ${(skew / 1000).toFixed(1)} s apart.`;
  const advice = 'Let NTP set this machine’s clock: signatures of webhooks are good for five minutes.';
  if (skew >= skewMs.problem) return problem(what, advice);
  return skew >= skewMs.warning ? warning(what, advice) : ok(what);
}

async function endpoint(stripe: Stripe, config: Config, isSandbox: boolean): Promise<Finding[]> {
  const address = `${config.publicUrl}/webhooks/stripe`;
  const { data } = await stripe.webhookEndpoints.list({ limit: 100 });
  // The sandbox speaks to this machine by another of its names.
  const isOurs = (url: string) =>
    isSandbox ? new URL(url).pathname === '/webhooks/stripe' : url === address;
  const found = data.find(({ url, status }) => isOurs(url) && status === 'enabled');
  if (!found) {
    const advice = `Make an endpoint at Stripe for ${address} and put its secret into STRIPE_WEBHOOK_SECRET.`;
    const what =
      'No enabled webhook endpoint is registered at our address; payments are found by the sweep alone.';
    return [isSandbox ? warning(what, 'npm start registers it.') : problem(what, advice)];
  }
  const missing = neededEvents.filter(
    (type) => !found.enabled_events.some((enabled) => isSelected(type, enabled)),
  );
  return [
    missing.length === 0
      ? ok('A webhook endpoint is registered at our address, with every event we need.')
      : warning(`The webhook endpoint does not send ${missing.join(', ')}.`, 'Select them at Stripe.'),
  ];
}

/** The sandbox takes `charge.dispute.*` for all of a kind; Stripe itself only `*` for everything. */
const isSelected = (type: string, enabled: string): boolean =>
  enabled === '*' || enabled === type || (enabled.endsWith('.*') && type.startsWith(enabled.slice(0, -1)));

function unreachable(error: unknown, isSandbox: boolean): Finding {
  if (error instanceof Stripe.errors.StripeAuthenticationError)
    return problem('Stripe refuses our key.', 'Check STRIPE_SECRET_KEY: is it whole, and not revoked?');
  if (error instanceof Stripe.errors.StripePermissionError)
    return warning(
      'Our key may not read payment intents or webhook endpoints, so this could not be looked at.',
      'Give a restricted key the right to read both.',
    );
  return problem(
    `${isSandbox ? 'The sandbox' : 'Stripe'} does not answer.`,
    isSandbox
      ? 'npm start brings it up; so does npm run doctor.'
      : 'Look at the network and at status.stripe.com.',
  );
}
