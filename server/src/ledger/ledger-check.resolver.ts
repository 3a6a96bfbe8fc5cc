import { Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Auth } from '../platform/graphql/auth.directive.ts';
import { say } from '../platform/i18n/say.ts';
import { type Money, money } from '../platform/money/money.ts';
import type { RequestContext } from '../platform/request-context.ts';
import { findings } from './finding.ts';
import type { CheckResult } from './ledger.check.ts';
import { usualScope } from './ledger-check.jobs.ts';
import { lastCheck } from './ledger-check.query.ts';
import { LedgerCheckType, LedgerFinding } from './ledger-check.type.ts';
import type { LedgerWatch } from './ledger-watch.service.ts';

@Resolver(() => LedgerCheckType)
export class LedgerCheckResolver {
  readonly #watch: LedgerWatch;

  constructor(watch: LedgerWatch) {
    this.#watch = watch;
  }

  @Auth('FINANCE', 'ADMIN')
  @Query(() => LedgerCheckType, { nullable: true, description: 'The last look at the books.' })
  ledgerCheck(@Ctx() ctx: RequestContext): Promise<CheckResult | null> {
    return lastCheck(ctx);
  }

  @Auth('FINANCE', 'ADMIN')
  @Mutation(() => LedgerCheckType, {
    description: 'Looks at the books now: by themselves, against our own rows and against Stripe.',
  })
  runLedgerCheck(@Ctx() ctx: RequestContext): Promise<CheckResult> {
    return this.#watch.run(ctx, usualScope(ctx.clock.now()));
  }

  @FieldResolver(() => Boolean)
  isClean(@Root() check: CheckResult): boolean {
    return check.findingCount === 0;
  }

  @FieldResolver(() => [LedgerFinding], { description: 'At most 50 of each look; findingCount counts all.' })
  findings(@Root() check: CheckResult, @Ctx() { locale }: RequestContext): LedgerFinding[] {
    return check.findings.map(({ code, subject, orderNumber, currency, expected, actual }) => ({
      code,
      subject,
      orderNumber,
      expected: amountOf(expected, currency),
      actual: amountOf(actual, currency),
      message: say(findings[code].what, locale),
      todo: say(findings[code].todo, locale),
    }));
  }
}

const amountOf = (amount: number | null, currency: string | null): Money | null =>
  amount === null || currency === null ? null : money(amount, currency);
