import { Arg, Ctx, Field, FieldResolver, InputType, ObjectType, Resolver, Root } from 'type-graphql';
import { formatMoney, type Money } from '../money/money.ts';
import { isLocale, type RequestContext } from '../request-context.ts';
import { SafeInt } from './scalars.ts';

@ObjectType('Money', {
  description: 'An amount in minor units of its ISO 4217 currency: 1990 USD is $19.90, 1990 JPY is ¥1,990.',
})
export class MoneyType implements Money {
  @Field(() => SafeInt)
  amount!: number;
  @Field(() => String)
  currency!: string;
}

@InputType('MoneyInput')
export class MoneyInput implements Money {
  @Field(() => SafeInt)
  amount!: number;
  @Field(() => String)
  currency!: string;
}

@Resolver(() => MoneyType)
export class MoneyResolver {
  @FieldResolver(() => String)
  formatted(
    @Root() money: Money,
    @Ctx() ctx: RequestContext,
    @Arg('locale', () => String, { nullable: true }) locale?: string | null,
  ): string {
    return formatMoney(money, locale && isLocale(locale) ? locale : ctx.locale);
  }
}
