import type { Config } from '../../config.ts';
import { clientNetwork } from '../http/client-address.ts';
import type { RequestContext } from '../request-context.ts';
import type { Limit, RateLimiter, Taken } from './rate-limiter.ts';

/** What is limited. Mailed codes, wrong guesses of one code and open orders are counted where they are stored. */
export type LimitName = 'signIn' | 'secondFactor' | 'payment' | 'staffWrite';

/** How often a person may, from wherever; and how often a client may, whoever it says it is (see clientNetwork). */
interface Rule {
  perPerson?: Limit;
  perAddress: Limit;
}

/** EVERY limit by person and by address, with the setting that moves it. */
export const limitTable = (settings: Config['limits']): Readonly<Record<LimitName, Rule>> => ({
  /** Guessing at mailed codes. */
  signIn: { perAddress: perHour(settings.signInsPerIpPerHour) },
  /** Codes of a second factor, right or wrong. */
  secondFactor: {
    perPerson: perHour(settings.secondFactorsPerHour),
    perAddress: perHour(settings.secondFactorsPerIpPerHour),
  },
  /** checkout, startPayment, cancelOrder. */
  payment: {
    perPerson: perMinute(settings.paymentsPerMinute),
    perAddress: perMinute(settings.paymentsPerIpPerMinute),
  },
  /** Every mutation that requires a staff role; each in a document counts. */
  staffWrite: {
    perPerson: perMinute(settings.staffWritesPerMinute),
    perAddress: perMinute(settings.staffWritesPerIpPerMinute),
  },
});

const perHour = (points: number): Limit => ({ points, perSeconds: 3600 });
const perMinute = (points: number): Limit => ({ points, perSeconds: 60 });

/** Takes from the table's limits: for the person who asks and for the client they ask from, in one statement. */
export class Limits {
  readonly #limiter: RateLimiter;
  readonly #table: Readonly<Record<LimitName, Rule>>;

  constructor(limiter: RateLimiter, settings: Config['limits']) {
    this.#limiter = limiter;
    this.#table = limitTable(settings);
  }

  /** @param times how often at once */
  async take(ctx: RequestContext, name: LimitName, times = 1): Promise<Taken> {
    const { perPerson, perAddress } = this.#table[name];
    const address = { key: `${name} address ${clientNetwork(ctx.ip) ?? 'unknown'}`, limit: perAddress };
    const person =
      perPerson && ctx.actor.kind === 'user'
        ? [{ key: `${name} person ${ctx.actor.userId}`, limit: perPerson }]
        : [];
    return this.#limiter.takeAll(ctx, [...person, address], times);
  }
}
