import { sql } from 'kysely';
import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
  registerEnumType,
} from 'type-graphql';
import type { Config } from '../config.ts';
import { DateTime } from '../platform/graphql/scalars.ts';
import {
  baseCurrency,
  type CurrencyCode,
  currencyCodes,
  currencyDigits,
  currencyName,
} from '../platform/money/currency.ts';
import { isLocale, locales, type RequestContext } from '../platform/request-context.ts';
import { readStatus, ServiceState, type ServiceStates } from './shop-status.ts';

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

registerEnumType(ServiceState, {
  name: 'ServiceState',
  valuesConfig: {
    DELAYED: { description: 'Works, more slowly than usual.' },
    INTERRUPTED: { description: 'Stands still; what was begun waits and is not lost.' },
  },
});

@ObjectType({ description: 'How the shop does now, for everybody.' })
export class ShopStatus implements ServiceStates {
  @Field(() => ServiceState, { description: 'Whether anything can be bought.' })
  shop!: ServiceState;
  @Field(() => ServiceState)
  payments!: ServiceState;
  @Field(() => ServiceState)
  delivery!: ServiceState;
  @Field(() => ServiceState)
  mails!: ServiceState;
  @Field(() => DateTime)
  checkedAt!: Date;
}

@ObjectType({ description: 'Who runs this shop, as far as it says so.' })
export class Company {
  @Field(() => String)
  name!: string;
  @Field(() => String, { nullable: true })
  address!: string | null;
  @Field(() => String, { nullable: true, description: 'Register and number.' })
  registration!: string | null;
  @Field(() => String, { nullable: true })
  taxId!: string | null;
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
  @Field(() => Company, { nullable: true, description: 'Null where the settings name none.' })
  company!: Company | null;
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
      company: this.#config.company,
    };
  }

  @FieldResolver(() => ShopStatus)
  async status(@Ctx() ctx: RequestContext): Promise<ShopStatus> {
    return { ...(await readStatus(ctx)), checkedAt: ctx.clock.now() };
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
