import type { Config } from '../../config.ts';
import { clientNetwork } from '../http/client-address.ts';
import type { RequestContext } from '../request-context.ts';
import type { Limit, RateLimiter, Taken, Taking } from './rate-limiter.ts';

/** What is limited. Mailed codes, wrong guesses of one code and open orders are counted where they are stored. */
export type LimitName =
  | 'signIn'
  | 'secondFactor'
  | 'payment'
  | 'staffWrite'
  | 'esimShare'
  | 'sharedEsim'
  | 'refundRequest';

/** How often a session and a person may, from wherever; and a client, whoever it says it is (see clientNetwork). */
interface Rule {
  perSession?: Limit;
  perPerson?: Limit;
  perAddress: Limit;
}

/** The limits that are counted in rate_limits by session, person or client, with the setting that moves each. */
export const limitTable = (settings: Config['limits']): Readonly<Record<LimitName, Rule>> => ({
  /** Guessing at mailed codes. */
  signIn: { perAddress: perHour(settings.signInsPerIpPerHour) },
  /** Codes of a second factor, right or wrong. One session uses up half of what its person has, and no more. */
  secondFactor: {
    perSession: perHour(Math.ceil(settings.secondFactorsPerHour / 2)),
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
  /** Links to hand an eSIM over. */
  esimShare: { perPerson: perHour(settings.sharesPerHour), perAddress: perHour(settings.sharesPerHour * 10) },
  /** Looking at what a link opens. */
  sharedEsim: { perAddress: perMinute(settings.sharedLooksPerIpPerMinute) },
  /** Asking for one's money back. */
  refundRequest: {
    perPerson: perHour(settings.refundRequestsPerHour),
    perAddress: perHour(settings.refundRequestsPerHour * 10),
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
    return this.#limiter.takeAll(ctx, this.#takings(ctx, name), times);
  }

  /**
   * The same one after the other, each in a statement of its own: who has used up theirs takes nothing of what they
   * share with others, so no session keeps its person out and no person the others behind their address.
   */
  async takeInTurn(ctx: RequestContext, name: LimitName): Promise<Taken> {
    let left = Number.MAX_SAFE_INTEGER;
    for (const taking of this.#takings(ctx, name)) {
      const taken = await this.#limiter.takeAll(ctx, [taking]);
      if (taken.retryAfterSeconds !== null) return taken;
      left = Math.min(left, taken.left);
    }
    return { retryAfterSeconds: null, left };
  }

  /** From what is shared with nobody to what is shared with most. */
  #takings({ actor, ip }: RequestContext, name: LimitName): Taking[] {
    const { perSession, perPerson, perAddress } = this.#table[name];
    const takings: Taking[] = [];
    if (actor.kind === 'user') {
      if (perSession) takings.push({ key: `${name} session ${actor.sessionId}`, limit: perSession });
      if (perPerson) takings.push({ key: `${name} person ${actor.userId}`, limit: perPerson });
    }
    takings.push({ key: `${name} address ${clientNetwork(ip) ?? 'unknown'}`, limit: perAddress });
    return takings;
  }
}
