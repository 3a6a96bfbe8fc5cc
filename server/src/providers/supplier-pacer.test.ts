import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../test/kit/test-app.ts';
import { SupplierPacer } from './supplier-pacer.ts';

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
      await pacers[nth % processes]?.turn(app.app.orm.em.fork(), supplier, perSecond);
      return performance.now();
    }),
  );
}

describe('turns at a supplier', () => {
  it.each([1, 3])('are never more than it takes in any one second, with %i processes', async (processes) => {
    const moments = await calls(`MANY_${processes}`, 50, 120, processes);
    expect(most(moments)).toBeLessThanOrEqual(50);
  });

  it('of a supplier that takes one a second come one a second', async () => {
    const moments = await calls('SLOW', 1, 3, 2);
    expect(most(moments)).toBe(1);
  });

  it('that were missed while the process was held up are made up for, without one call too many', async () => {
    const pacer = new SupplierPacer();
    const moments: number[] = [];
    const running = Promise.all(
      Array.from({ length: 90 }, async () => {
        await pacer.turn(app.app.orm.em.fork(), 'HELD_UP', 50);
        moments.push(performance.now());
      }),
    );
    await expect.poll(() => moments.length).toBeGreaterThan(10);
    const until = performance.now() + 400;
    while (performance.now() < until);
    await running;
    expect(most(moments)).toBeLessThanOrEqual(50);
  });

  it('stop while the supplier has asked for a pause, in every process', async () => {
    const [one, other] = [new SupplierPacer(), new SupplierPacer()];
    const em = () => app.app.orm.em.fork();
    await one.turn(em(), 'PAUSED', 100);
    const from = performance.now();
    await one.pause(em(), 'PAUSED', 0.5);
    await Promise.all([one.turn(em(), 'PAUSED', 100), other.turn(em(), 'PAUSED', 100)]);
    expect(performance.now() - from).toBeGreaterThanOrEqual(490);
  });
});
