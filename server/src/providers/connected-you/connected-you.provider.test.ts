import { afterEach, describe, expect, it, vi } from 'vitest';
import { ProviderAnswerLost, ProviderBusy, ProviderRefused } from '../esim-provider.ts';
import { createConnectedYouProvider } from './connected-you.provider.ts';

const settings = {
  baseUrl: 'http://supplier.test',
  apiKey: 'key',
  partnerId: 'partner',
  timeoutMs: 1_000,
  ratePerSecond: 100,
};
const order = {
  reference: 'TRB-1-1',
  sku: 'CY-ES-3GB-30D',
  countryIso2: 'ES',
  planName: 'Spain 3 GB',
  customerEmail: 'ada@example.com',
};

afterEach(() => {
  vi.unstubAllGlobals();
});

/** Orders from a supplier that answers so, and gives what came of it and whether the body was let go. */
async function orderAnswered(status: number, headers: Record<string, string> = {}) {
  let isCancelled = false;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"error":{"code":"no"}}'));
      if (status !== 429 && status !== 503) controller.close();
    },
    cancel() {
      isCancelled = true;
    },
  });
  vi.stubGlobal('fetch', async () => new Response(body, { status, headers }));
  const error = await createConnectedYouProvider(settings)
    .order(order)
    .catch((refusal: unknown) => refusal);
  return { error, isCancelled };
}

describe('an answer of ConnectedYou', () => {
  it.each([429, 503])('of %i means busy, and its body does not keep the connection', async (status) => {
    const { error, isCancelled } = await orderAnswered(status, { 'retry-after': '7' });
    expect(error).toBeInstanceOf(ProviderBusy);
    expect(error).toMatchObject({ retryAfterSeconds: 7 });
    expect(isCancelled).toBe(true);
  });

  it.each([408, 409, 500, 502])('of %i leaves open whether the order was taken', async (status) => {
    expect((await orderAnswered(status)).error).toBeInstanceOf(ProviderAnswerLost);
  });

  it.each([401, 403])(
    'of %i is about our key: the supplier fails, and the order stays what it is',
    async (status) => {
      const { error } = await orderAnswered(status);
      expect(error).toBeInstanceOf(ProviderBusy);
      expect(error).toMatchObject({ retryAfterSeconds: null });
    },
  );

  it.each([400, 404, 422])('of %i is a refusal', async (status) => {
    const { error } = await orderAnswered(status);
    expect(error).toBeInstanceOf(ProviderRefused);
    expect(error).toMatchObject({ code: 'no' });
  });
});
