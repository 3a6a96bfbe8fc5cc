import type { ResultOf } from '../kit/shop-under-test.ts';
import type { CrashShop } from './crash-shop.ts';

/** Something that people do, told so that it can be interrupted anywhere and done again. */
export interface Scenario<Facts = ResultOf> {
  name: string;
  /** What stands before anything counts. */
  setUp(shop: CrashShop): Promise<Facts>;
  /**
   * What people do, and what they wait for. Run again after a crash, it does what a browser would do again: the same
   * request under the same key, a payment only where one is still open.
   */
  act(shop: CrashShop, facts: Facts): Promise<void>;
  /** What else must be true at the end, beside what is always true of a shop at rest. In words, as in `problemsOf`. */
  problems(shop: CrashShop, facts: Facts): Promise<string[]>;
}

/** Keeps the type of the facts between the three. */
export const scenario = <Facts>(of: Scenario<Facts>): Scenario => of;
