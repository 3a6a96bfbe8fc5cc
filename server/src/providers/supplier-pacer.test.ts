import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../test/kit/test-app.ts';
import { NoTurn, SupplierPacer } from './supplier-pacer.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ work: false });
});
afterAll(() => app.close());

/** The most of these moments (in ms) that lie within any one second. */
function most(moments: number[]): number {
  const sorted = [...moments].sort((a, b) => a - b);
  return Math.max(...sorted.map((at) => sorted.filter((each) => each >= at && each < at + 1_000).length));
}

/** `count` calls by as many hands at once of `processes` pacers; the moments they were let through. */
async function calls(
  supplier: string,
  perSecond: number,
  count: number,
  processes: number,
): Promise<number[]> {
  const pacers = Array.from({ length: processes }, () => new SupplierPacer());
  return Promise.all(
    Array.from({ length: count }, async (_, nth) => {
      const pacer = pacers[nth % processes] ?? new SupplierPacer();
      return pacer.paced(app.app.orm.em.fork(), supplier, perSecond, async () => performance.now());
    }),
  );
}

describe('turns at a supplier', () => {
  it.each([1, 3])('are never more than it takes in any one second, with %i processes', async (processes) => {
    const moments = await calls(`MANY_${processes}`, 50, 120, processes);
    expect(most(moments)).toBeLessThanOrEqual(50);
  });

  it('are never more when a process comes to one that had them for itself', async () => {
    const [one, other] = [new SupplierPacer(), new SupplierPacer()];
    const moments: number[] = [];
    const call = (pacer: SupplierPacer) =>
      pacer.paced(app.app.orm.em.fork(), 'JOINED', 50, async () => moments.push(performance.now()));
    const first = Array.from({ length: 110 }, () => call(one));
    await expect.poll(() => moments.length).toBeGreaterThan(30);
    await Promise.all([...first, ...Array.from({ length: 40 }, () => call(other))]);
    expect(moments).toHaveLength(150);
    expect(most(moments)).toBeLessThanOrEqual(50);
  });

  it('lie closer for one process by itself than for two', async () => {
    const [one, other] = [new SupplierPacer(), new SupplierPacer()];
    const stepOf = async (pacer: SupplierPacer) => {
      await pacer.paced(app.app.orm.em.fork(), 'STEPS', 100, async () => {});
      const [row] = await app.sql(
        "select extract(epoch from next_at - begins_at)::float8 as step from supplier_paces where supplier = 'STEPS'",
      );
      return row?.step;
    };
    expect(await stepOf(one)).toBeCloseTo(1 / 98, 5);
    expect(await stepOf(one)).toBeCloseTo(1 / 98, 5);
    expect(await stepOf(other)).toBeCloseTo(1 / 93, 5);
    expect(await stepOf(one)).toBeCloseTo(1 / 93, 5);
    // Their turns lie apart again once two seconds' worth of them are over.
    await app.sql("update supplier_paces set shared_until = now() where supplier = 'STEPS'");
    expect(await stepOf(one)).toBeCloseTo(1 / 98, 5);
  });

  it('of a supplier that takes one a second come one a second', async () => {
    const moments = await calls('SLOW', 1, 3, 2);
    expect(most(moments)).toBe(1);
  });

  it('that were missed while the process was held up are given up, and all calls are made', async () => {
    const pacer = new SupplierPacer();
    const moments: number[] = [];
    const running = Promise.all(
      Array.from({ length: 90 }, async () => {
        await pacer.paced(app.app.orm.em.fork(), 'HELD_UP', 50, async () => moments.push(performance.now()));
      }),
    );
    await expect.poll(() => moments.length).toBeGreaterThan(10);
    const until = performance.now() + 400;
    while (performance.now() < until);
    await running;
    expect(moments).toHaveLength(90);
    expect(most(moments)).toBeLessThanOrEqual(50);
  });

  it('wait for calls that were held up on their way: the supplier counts those late', async () => {
    const pacer = new SupplierPacer();
    const counted: number[] = [];
    // The supplier reads nothing for a while, then all that has come meanwhile at once.
    const holdUp = { until: 0 };
    const call = async () => {
      const wait = holdUp.until - performance.now();
      if (wait > 0) await delay(wait);
      counted.push(performance.now());
    };
    const running = Promise.all(
      Array.from({ length: 120 }, () => pacer.paced(app.app.orm.em.fork(), 'HELD_UP_THERE', 50, call)),
    );
    await expect.poll(() => counted.length).toBeGreaterThan(10);
    holdUp.until = performance.now() + 400;
    await running;
    expect(most(counted)).toBeLessThanOrEqual(50);
  });

  it('stop while the supplier has asked for a pause, in every process', async () => {
    const [one, other] = [new SupplierPacer(), new SupplierPacer()];
    const em = () => app.app.orm.em.fork();
    const nothing = async () => {};
    await one.paced(em(), 'PAUSED', 100, nothing);
    const from = performance.now();
    await one.pause(em(), 'PAUSED', 0.5);
    await Promise.all([one, other].map((pacer) => pacer.paced(em(), 'PAUSED', 100, nothing)));
    expect(performance.now() - from).toBeGreaterThanOrEqual(490);
  });

  it('that are too far off are not waited for, and not taken from others', async () => {
    const pacer = new SupplierPacer();
    const em = () => app.app.orm.em.fork();
    await pacer.pause(em(), 'FAR', 300);
    const nextAt = async () =>
      (await app.sql("select next_at::text as at from supplier_paces where supplier = 'FAR'"))[0]?.at;
    const before = await nextAt();
    const from = performance.now();
    const call = () => Promise.resolve('called');
    await expect(pacer.paced(em(), 'FAR', 1, call)).rejects.toBeInstanceOf(NoTurn);
    await expect(new SupplierPacer().paced(em(), 'FAR', 1, call)).rejects.toBeInstanceOf(NoTurn);
    expect(performance.now() - from).toBeLessThan(5_000);
    expect(await nextAt()).toBe(before);
  });

  it('of those in line are void when the supplier has stopped answering', async () => {
    const pacer = new SupplierPacer();
    let made = 0;
    const ends = Promise.allSettled(
      Array.from({ length: 6 }, () =>
        pacer.paced(app.app.orm.em.fork(), 'STOPPED', 2, async () => {
          made += 1;
          pacer.stop('STOPPED');
        }),
      ),
    );
    const refused = (await ends).filter(({ status }) => status === 'rejected');
    expect(made).toBe(1);
    expect(refused).toHaveLength(5);
    await pacer.paced(app.app.orm.em.fork(), 'STOPPED', 2, async () => {
      made += 1;
    });
    expect(made).toBe(2);
  });
});
