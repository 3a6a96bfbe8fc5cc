import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../test/kit/test-app.ts';
import { inTransaction } from '../platform/database/transaction.ts';
import { guest, type RequestContext } from '../platform/request-context.ts';
import { type BreakerReading, breakerStates, closedBreaker } from './breaker.states.ts';
import { SupplierBreakers } from './supplier-breakers.ts';

const settings = { failures: 3, seconds: 30, maxSeconds: 300 };
const start = new Date('2027-03-01T12:00:00Z');
let app: TestApp;
let now: Date;
let raised: string[];
beforeAll(async () => {
  app = await startTestApp({ work: false });
});
afterAll(() => app.close());
beforeEach(async () => {
  now = start;
  raised = [];
  await app.sql('delete from supplier_breakers');
});

const after = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000);
};
const ctx = (): RequestContext => ({
  actor: guest,
  locale: 'en',
  requestId: 'test',
  ip: null,
  userAgent: null,
  deviceToken: null,
  em: app.app.orm.em.fork(),
  clock: { now: () => now },
  log: app.app.log,
  loaders: new Map(),
});
/** As each process has its own; `random` 0.5 is no jitter. */
const breakers = () =>
  new SupplierBreakers({
    settings,
    alerts: {
      raise: async (_ctx, _em, { key }) => raised.push(`raised ${key}`) > 0,
      settle: async (_ctx, _em, key) => {
        raised.push(`settled ${key}`);
      },
    },
    random: () => 0.5,
  });
const within = <T>(work: (em: RequestContext['em']) => Promise<T>) => inTransaction(app.app.orm.em, work);
const fail = () => within((em) => breakers().failed(ctx(), em, 'A', 'busy'));
const succeed = async () => within(async (em) => breakers().succeeded(ctx(), em, 'A', await reading()));
const admit = async (seen?: BreakerReading) => {
  const read = seen ?? (await reading());
  return within((em) => breakers().admit(ctx(), em, 'A', read));
};
async function reading(): Promise<BreakerReading> {
  const [row] = await app.sql(
    'select state, failures, retry_at as "retryAt" from supplier_breakers where supplier = $1',
    ['A'],
  );
  return row ?? closedBreaker;
}
async function open() {
  for (let nth = 0; nth < settings.failures; nth += 1) await fail();
}

describe('a supplier’s breaker', () => {
  it('opens after so many failures in a row, and tells a person once', async () => {
    await fail();
    await fail();
    expect(await reading()).toMatchObject({ state: 'CLOSED', failures: 2 });
    await succeed();
    await fail();
    await fail();
    expect(await admit()).toBe(true);
    await fail();
    await fail();
    expect(await reading()).toMatchObject({ state: 'OPEN' });
    expect(await admit()).toBe(false);
    expect(raised).toEqual(['raised supplier:A']);
  });

  it('opens once for many failures at once', async () => {
    await Promise.all(Array.from({ length: 12 }, fail));
    expect(raised).toEqual(['raised supplier:A']);
    expect(await app.sql('select openings from supplier_breakers')).toEqual([{ openings: 1 }]);
  });

  it('lets exactly one look when its pause is over, of many at once', async () => {
    await open();
    after(29);
    expect(await admit()).toBe(false);
    after(1);
    const seen = await reading();
    const admitted = await Promise.all(Array.from({ length: 12 }, () => admit(seen)));
    expect(admitted.filter(Boolean)).toHaveLength(1);
    expect(await reading()).toMatchObject({ state: 'HALF_OPEN' });
    expect(await admit()).toBe(false);
  });

  it('closes by a success, and says so', async () => {
    await open();
    after(30);
    await admit();
    await succeed();
    expect(await reading()).toEqual({ state: 'CLOSED', failures: 0, retryAt: null });
    expect(raised).toEqual(['raised supplier:A', 'settled supplier:A']);
    expect(await admit()).toBe(true);
  });

  it('stays open longer each time in a row, up to five minutes', async () => {
    await open();
    const pauses: number[] = [];
    for (let nth = 0; nth < 6; nth += 1) {
      const { retryAt } = await reading();
      pauses.push(((retryAt?.getTime() ?? 0) - now.getTime()) / 1000);
      now = retryAt ?? now;
      expect(await admit()).toBe(true);
      await fail();
    }
    expect(pauses).toEqual([30, 60, 120, 240, 300, 300]);
    await succeed();
    await open();
    expect(((await reading()).retryAt?.getTime() ?? 0) - now.getTime()).toBe(30_000);
  });

  it('lets another one look when the one that looked died', async () => {
    await open();
    after(30);
    expect(await admit()).toBe(true);
    after(149);
    expect(await admit()).toBe(false);
    after(1);
    expect(await admit()).toBe(true);
  });

  it('gives those who wait places one after another, the first as the pause ends', async () => {
    await open();
    const places = [];
    for (let nth = 0; nth < 4; nth += 1)
      places.push(await within((em) => breakers().placeInQueue(ctx(), em, 'A', 10)));
    const seconds = places.map((at) => (at.getTime() - now.getTime()) / 1000);
    expect(seconds).toEqual([30, 31.08, 31.16, 31.24]);
    after(30);
    await admit();
    const soon = await within((em) => breakers().placeInQueue(ctx(), em, 'A', 10));
    expect((soon.getTime() - now.getTime()) / 1000).toBeLessThan(2);
  });

  it('lets those who come while somebody looks come again soon, not when that look would count as dead', async () => {
    await open();
    after(30);
    expect(await admit()).toBe(true);
    const places: number[] = [];
    for (let nth = 0; nth < 3; nth += 1) {
      const at = await within((em) => breakers().placeInQueue(ctx(), em, 'A', 10));
      places.push((at.getTime() - now.getTime()) / 1000);
    }
    expect(places[0]).toBeGreaterThan(1);
    expect(places[2]).toBeLessThan(10);
    expect(places).toEqual([...places].sort((one, other) => one - other));
  });

  it('makes only the moves of its table', async () => {
    const seen: string[] = [];
    let last = (await reading()).state;
    const look = async () => {
      const { state } = await reading();
      if (state !== last) seen.push(`${last}>${state}`);
      expect(state === last || breakerStates.allows(last, state)).toBe(true);
      last = state;
    };
    for (const step of [open, succeed, open, () => after(30), admit, fail, () => after(60), admit, succeed]) {
      await step();
      await look();
    }
    expect(seen).toEqual([
      'CLOSED>OPEN',
      'OPEN>CLOSED',
      'CLOSED>OPEN',
      'OPEN>HALF_OPEN',
      'HALF_OPEN>OPEN',
      'OPEN>HALF_OPEN',
      'HALF_OPEN>CLOSED',
    ]);
  });
});
