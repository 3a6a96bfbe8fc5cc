import { sql } from 'kysely';
import { Arg, Ctx, Field, FieldResolver, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import type { Config } from '../config.ts';
import {
  baseCurrency,
  type CurrencyCode,
  currencyCodes,
  currencyDigits,
  currencyName,
} from '../platform/money/currency.ts';
import { isLocale, locales, type RequestContext } from '../platform/request-context.ts';

@ObjectType({
  description:
    'A currency the shop sells in. rateDate: the day of the exchange rate in use; null for the base currency.',
})
export class Currency {
  @Field(() => String)
  code!: CurrencyCode;
  @Field(() => Int)
  minorUnitDigits!: number;
  @Field(() => String, { nullable: true })
  rateDate!: string | null;
}

@ObjectType({ description: 'What a client must know of this shop before anyone signs in.' })
export class Shop {
  @Field(() => String)
  name!: string;
  @Field(() => Boolean, {
    description: 'True when outside services are local sandboxes: no real money, no real eSIM.',
  })
  isSandbox!: boolean;
  @Field(() => String, {
    nullable: true,
    description: 'Where sandbox mails can be read; null when mail is real.',
  })
  mailboxUrl!: string | null;
  @Field(() => String)
  supportEmail!: string;
  @Field(() => [String])
  locales!: readonly string[];
}

@Resolver(() => Shop)
export class ShopResolver {
  readonly #config: Config;

  constructor(config: Config) {
    this.#config = config;
  }

  @Query(() => Shop)
  shop(): object {
    return {
      name: 'Tribi',
      isSandbox: this.#config.sandbox.isUsed,
      mailboxUrl: this.#config.sandbox.mailboxUrl ? '/sandbox/mailbox' : null,
      supportEmail: this.#config.mail.support,
      locales,
    };
  }

  @FieldResolver(() => [Currency])
  async currencies(@Ctx() ctx: RequestContext): Promise<Currency[]> {
    const { rows } = await sql<{ currency: string; validOn: string }>`
      select currency, max(valid_on)::text as "validOn" from exchange_rates group by currency`.execute(
      ctx.em.getKysely(),
    );
    const dates = new Map(rows.map((row) => [row.currency, row.validOn]));
    return currencyCodes.map((code) => ({
      code,
      minorUnitDigits: currencyDigits(code),
      rateDate: code === baseCurrency ? null : (dates.get(code) ?? null),
    }));
  }
}

@Resolver(() => Currency)
export class CurrencyResolver {
  @FieldResolver(() => String)
  name(
    @Root() currency: Currency,
    @Ctx() ctx: RequestContext,
    @Arg('locale', () => String, { nullable: true }) locale?: string | null,
  ): string {
    return currencyName(currency.code, locale && isLocale(locale) ? locale : ctx.locale);
  }
}
