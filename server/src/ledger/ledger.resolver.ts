import { Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Order } from '../orders/order.entity.ts';
import { OrderType } from '../orders/order.type.ts';
import { Auth } from '../platform/graphql/auth.directive.ts';
import { money } from '../platform/money/money.ts';
import type { RequestContext } from '../platform/request-context.ts';
import { chartEntryOf } from './accounts.ts';
import { accountBalances, type BookedEntry, loadOrderEntries } from './ledger.query.ts';
import { LedgerBalance, LedgerEntryType, LedgerLine } from './ledger.type.ts';

@Resolver(() => OrderType)
export class OrderLedgerResolver {
  @Auth('FINANCE', 'ADMIN')
  @FieldResolver(() => [LedgerEntryType], { description: 'What was booked for it, oldest first.' })
  ledger(@Root() order: Order, @Ctx() ctx: RequestContext): Promise<BookedEntry[]> {
    return loadOrderEntries(ctx, order.id);
  }
}

@Resolver(() => LedgerEntryType)
export class LedgerEntryResolver {
  @FieldResolver(() => [LedgerLine])
  lines(@Root() entry: BookedEntry): LedgerLine[] {
    return entry.lines.map(({ account, amount, currency }) => ({
      account,
      accountKind: chartEntryOf(account).kind,
      amount: money(amount, currency),
    }));
  }
}

@Resolver()
export class LedgerResolver {
  @Auth('FINANCE', 'ADMIN')
  @Query(() => [LedgerBalance], { description: 'Every account in every currency that was booked on.' })
  async ledgerBalances(@Ctx() ctx: RequestContext): Promise<LedgerBalance[]> {
    const balances = await accountBalances(ctx);
    return balances.map(({ account, currency, amount }) => {
      const { kind, means } = chartEntryOf(account);
      return { account, accountKind: kind, meaning: means, balance: money(amount, currency) };
    });
  }
}
