import Stripe from 'stripe';
import type { Config } from '../../config.ts';
import { GatewayRefused, GatewayUnavailable } from '../payment-gateway.ts';

const timeoutMs = 10_000;

/** Stripe by its official SDK; the sandbox is the same code with another host. */
export function createStripeClient(settings: Config['stripe']): Stripe {
  const base = settings.apiBase ? new URL(settings.apiBase) : null;
  return new Stripe(settings.secretKey, {
    timeout: timeoutMs,
    // The SDK repeats what got no answer, under the same idempotency key.
    maxNetworkRetries: 2,
    telemetry: false,
    appInfo: { name: 'Tribi' },
    ...(base ? { host: base.hostname, port: base.port, protocol: 'http' as const } : {}),
  });
}

/** Turns the SDK's errors into the port's. */
export async function asking<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (cause) {
    if (!(cause instanceof Stripe.errors.StripeError)) throw cause;
    const isOurFault =
      cause instanceof Stripe.errors.StripeInvalidRequestError ||
      cause instanceof Stripe.errors.StripeCardError;
    if (isOurFault) throw new GatewayRefused(cause.code ?? cause.type, cause.message, { cause });
    throw new GatewayUnavailable(cause.message, { cause });
  }
}
