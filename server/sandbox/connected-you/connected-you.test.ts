import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { isLuhnValid } from '../core/luhn.ts';
import { createSandboxEnvironment, type SandboxEnvironment } from '../testing/sandbox-environment.ts';

let environment: SandboxEnvironment;

beforeAll(async () => {
  environment = await createSandboxEnvironment();
});
afterEach(() => environment.control('connectedYou', 'POST', 'reset'));
afterAll(() => environment?.close());

const answerSchema = z.strictObject({
  data: z.strictObject({
    id: z.string().min(1),
    orderReference: z.string(),
    activationCode: z.string().regex(/^LPA:1\$[a-z0-9.-]+\$[0-9A-Z-]+$/),
    iccid: z
      .string()
      .regex(/^89\d{17,18}$/)
      .refine(isLuhnValid),
    qrCode: z.string(),
    instructions: z.string().min(1),
  }),
});

const orderOf = (changes: object = {}) => ({
  partnerId: environment.secrets.connectedYouPartnerId,
  orderReference: 'order-1',
  planCode: 'CY-ES-5GB-30D',
  countryIso2: 'ES',
  quantity: 1,
  customer: { email: 'user@example.com', name: 'Test User' },
  metadata: { order_id: 123, plan_name: 'Spain 5GB' },
  ...changes,
});

function place(changes: object = {}, key = environment.secrets.connectedYouApiKey): Promise<Response> {
  return fetch(`${environment.sandboxes.connectedYou.url}/partners/orders`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': key },
    body: JSON.stringify(orderOf(changes)),
    signal: AbortSignal.timeout(5_000),
  });
}

const fault = (details: object) => environment.control('connectedYou', 'POST', 'faults', details);
const ordersOf = async (reference: string) => {
  const found = await environment.control('connectedYou', 'GET', `orders?orderReference=${reference}`);
  return z.object({ data: z.array(z.looseObject({ orderReference: z.string() })) }).parse(found).data;
};

describe('an order', () => {
  it('is an eSIM that a phone would take', async () => {
    const response = await place();
    expect(response.status).toBe(201);
    const { data } = answerSchema.parse(await response.json());
    expect(data.orderReference).toBe('order-1');
    expect(data.qrCode).toBe(data.activationCode);
  });

  it('of many references has as many ICCIDs and matching ids, in both lengths', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, async (_, nth) =>
        answerSchema.parse(await (await place({ orderReference: `many-${nth}` })).json()),
      ),
    );
    expect(new Set(answers.map(({ data }) => data.iccid)).size).toBe(20);
    expect(new Set(answers.map(({ data }) => data.activationCode)).size).toBe(20);
    expect(new Set(answers.map(({ data }) => data.iccid.length))).toEqual(new Set([19, 20]));
  });

  it('repeated is the first one again: after a restart, and for many at once', async () => {
    const first = await (await place()).text();
    await environment.restart();
    const again = await place();
    expect(again.status).toBe(200);
    expect(await again.text()).toBe(first);
    const bodies = await Promise.all(
      Array.from({ length: 10 }, async () => (await place({ orderReference: 'race' })).text()),
    );
    expect(new Set(bodies).size).toBe(1);
    expect(await ordersOf('race')).toHaveLength(1);
  });

  it('repeated is a new one where the supplier does not know repeats', async () => {
    const first = await (await place()).json();
    await fault({ mode: 'non_idempotent' });
    const second = await place();
    expect(second.status).toBe(201);
    expect(await second.json()).not.toEqual(first);
    expect(await ordersOf('order-1')).toHaveLength(2);
    expect(await (await place()).json()).toEqual(first);
  });
});

describe('a bad order is refused and not made', () => {
  afterEach(async () => expect(await ordersOf('order-1')).toEqual([]));

  it('without the key', async () => {
    const response = await place({}, 'wrong');
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ error: { code: 'unauthorized' } });
  });

  it('for another partner', async () => {
    expect((await place({ partnerId: 'someone' })).status).toBe(403);
  });

  it('of a plan that does not exist', async () => {
    const response = await place({ planCode: 'SPAIN' });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ error: { code: 'unknown_plan' } });
  });

  it.each([
    [{ quantity: 2 }, 'quantity'],
    [{ countryIso2: 'Spain' }, 'countryIso2'],
    [{ customer: { email: 'nobody' } }, 'customer.email'],
    [{ orderReference: '' }, 'orderReference'],
  ])('with %j, naming the field', async (changes, field) => {
    const response = await place(changes);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: { code: 'invalid_request', fields: { [field]: expect.any(String) } },
    });
  });

  it.each([
    [{ mode: 'error500' }, 500],
    [{ mode: 'error500', status: 503 }, 503],
    [{ mode: 'error422' }, 422],
  ])('by the fault %j', async (details, status) => {
    await fault(details);
    const response = await place();
    expect(response.status).toBe(status);
    expect(response.headers.get('retry-after')).toBeNull();
  });

  it('when it is one too many within a second', async () => {
    await environment.control('connectedYou', 'POST', 'limit', { perSecond: 0 });
    const response = await place();
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('1');
  });

  it('when the connection breaks first', async () => {
    await fault({ mode: 'reset' });
    await expect(place()).rejects.toThrow();
  });
});

describe('its limit', () => {
  it('lets so many through in any one second, counts the rest, and outlasts faults', async () => {
    await environment.control('connectedYou', 'POST', 'limit', { perSecond: 3 });
    await environment.control('connectedYou', 'DELETE', 'faults');
    const statuses = await Promise.all(
      Array.from({ length: 5 }, async (_, nth) => (await place({ orderReference: `limited-${nth}` })).status),
    );
    expect(statuses.sort()).toEqual([201, 201, 201, 429, 429]);
    expect(await environment.control('connectedYou', 'GET', 'limit')).toMatchObject({
      perSecond: 3,
      calls: 5,
      refused: 2,
    });
  });
});

describe('an order whose answer is lost or broken', () => {
  it('was made', async () => {
    await fault({ mode: 'reset_after_commit' });
    await expect(place()).rejects.toThrow();
    expect(await ordersOf('order-1')).toHaveLength(1);
    expect((await place()).status).toBe(200);
    expect(await ordersOf('order-1')).toHaveLength(1);
  });

  it.each([
    ['blank_activation_code', { activationCode: '' }],
    ['no_matching_id', { activationCode: 'LPA:1$XYZ' }],
    ['bad_iccid', { iccid: '8901120200045678901' }],
  ])('shows %s', async (kind, expected) => {
    await fault({ mode: 'malformed', kind });
    expect(await (await place()).json()).toMatchObject({ data: expected });
    answerSchema.parse(await (await place()).json());
  });

  it('may not be JSON', async () => {
    await fault({ mode: 'malformed', kind: 'not_json' });
    await expect((await place()).json()).rejects.toThrow(SyntaxError);
  });
});
