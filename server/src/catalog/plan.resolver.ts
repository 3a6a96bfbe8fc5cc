import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { isId } from '../platform/database/id.ts';
import { encodeCursor, pageRequest, toPage } from '../platform/graphql/connection.ts';
import { currencyArgument } from '../platform/graphql/currency-argument.ts';
import { callerError } from '../platform/graphql/errors.ts';
import { MoneyType } from '../platform/graphql/money.type.ts';
import { baseCurrency } from '../platform/money/currency.ts';
import { divideMoney, type Money, money } from '../platform/money/money.ts';
import { isLocale, type Locale, type RequestContext } from '../platform/request-context.ts';
import { Carrier } from './carrier.entity.ts';
import { loadCoverage, loadPlanCountries, loadPlanPrice } from './catalog.loaders.ts';
import { Country, type CountryFacts } from './country.entity.ts';
import { Coverage, PlanFilter, PlanSort } from './plan.filter.ts';
import { countPlans, findAlternatives, findBounds, findPlans, findPlansBy, sortOrder } from './plan.query.ts';
import {
  CountryCoverage,
  countryOf,
  nameOf,
  Plan,
  PlanBounds,
  PlanConnection,
  regionOf,
} from './plan.type.ts';
import { Region } from './region.entity.ts';

const maxAlternatives = 10;
const mbPerGb = 1024;

@ArgsType()
class PlansArgs {
  @Field(() => PlanFilter, { nullable: true })
  filter?: PlanFilter | null;
  @Field(() => PlanSort, { defaultValue: PlanSort.RECOMMENDED })
  sort!: PlanSort;
  @Field(() => Int, { defaultValue: 20 })
  first!: number;
  @Field(() => String, { nullable: true })
  after?: string | null;
  @Field(() => Int, { nullable: true })
  offset?: number | null;
}

@Resolver(() => Plan)
export class PlanResolver {
  @Query(() => PlanConnection, {
    description: 'first is at most 100; after and offset together are an error.',
  })
  async plans(@Ctx() ctx: RequestContext, @Args(() => PlansArgs) args: PlansArgs): Promise<object> {
    const filter = args.filter ?? { coverage: Coverage.ANY, currency: baseCurrency };
    const currency = currencyArgument(filter.currency, 'filter.currency');
    const { keys, tag } = sortOrder(args.sort, ctx.locale);
    // A cursor holds prices, so it belongs to its currency as much as to its order.
    const order = `${tag} ${currency}`;
    const page = pageRequest(
      args,
      order,
      keys.map((key) => key.type),
    );
    const rows = await findPlans(ctx, filter, currency, args.sort, page);
    const cursorOf = (plan: Plan) =>
      encodeCursor(
        order,
        keys.map((key) => key.of(plan)),
      );
    const result = toPage(page, rows, cursorOf, () => countPlans(ctx, filter, currency));
    return {
      ...result,
      get edges() {
        return result.nodes.map((node) => ({ node, cursor: cursorOf(node) }));
      },
    };
  }

  @Query(() => PlanBounds, {
    description: 'Among the plans of a filter: its own limits included, so a page asks with the place alone.',
  })
  async planBounds(
    @Ctx() ctx: RequestContext,
    @Arg('filter', () => PlanFilter) filter: PlanFilter,
  ): Promise<PlanBounds> {
    return findBounds(ctx, filter, currencyArgument(filter.currency, 'filter.currency'));
  }

  @Query(() => Plan, { nullable: true })
  async plan(@Ctx() ctx: RequestContext, @Arg('slug', () => String) slug: string): Promise<Plan | null> {
    return (await findPlansBy(ctx, 'slug', [slug], baseCurrency))[0] ?? null;
  }

  @Query(() => Plan, { nullable: true })
  async planById(@Ctx() ctx: RequestContext, @Arg('id', () => ID) id: string): Promise<Plan | null> {
    return isId(id) ? ((await findPlansBy(ctx, 'id', [id], baseCurrency))[0] ?? null) : null;
  }

  @FieldResolver(() => String)
  name(
    @Root() plan: Plan,
    @Ctx() ctx: RequestContext,
    @Arg('locale', () => String, { nullable: true }) locale?: string | null,
  ): string {
    return nameOf(plan, languageOf(ctx, locale));
  }

  @FieldResolver(() => String, { nullable: true })
  description(
    @Root() plan: Plan,
    @Ctx() ctx: RequestContext,
    @Arg('locale', () => String, { nullable: true }) locale?: string | null,
  ): string | null {
    return languageOf(ctx, locale) === 'es' ? plan.descriptionEs : plan.description;
  }

  @FieldResolver(() => [Country])
  async countries(@Root() plan: Plan, @Ctx() ctx: RequestContext): Promise<Country[]> {
    return loadPlanCountries(ctx, plan.id);
  }

  @FieldResolver(() => [CountryCoverage])
  async coverage(@Root() plan: Plan, @Ctx() ctx: RequestContext): Promise<CountryCoverage[]> {
    return loadCoverage(ctx, plan.id);
  }

  @FieldResolver(() => Country, {
    nullable: true,
    description: 'The one country the plan is made for; null unless scope is COUNTRY.',
  })
  country(@Root() plan: Plan): CountryFacts | null {
    return countryOf(plan);
  }

  @FieldResolver(() => Region, {
    nullable: true,
    description: 'The region the plan is sold for; null unless scope is REGION.',
  })
  region(@Root() plan: Plan): Region | null {
    return regionOf(plan);
  }

  @FieldResolver(() => Carrier)
  carrier(@Root() plan: Plan): Carrier {
    return { id: plan.carrierId, name: plan.carrierName };
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'What happens at high use; null when nothing does.',
  })
  fairUse(
    @Root() plan: Plan,
    @Ctx() ctx: RequestContext,
    @Arg('locale', () => String, { nullable: true }) locale?: string | null,
  ): string | null {
    return languageOf(ctx, locale) === 'es' ? plan.fairUseEs : plan.fairUseEn;
  }

  @FieldResolver(() => MoneyType, { description: "In the list's currency unless another is named." })
  price(
    @Root() plan: Plan,
    @Ctx() ctx: RequestContext,
    @Arg('currency', () => String, { nullable: true }) currency?: string | null,
  ): Money | Promise<Money> {
    return priceOf(ctx, plan, currency);
  }

  @FieldResolver(() => MoneyType, {
    nullable: true,
    description: "Rounded half up to the currency's minor unit; null when unlimited.",
  })
  async pricePerGb(
    @Root() plan: Plan,
    @Ctx() ctx: RequestContext,
    @Arg('currency', () => String, { nullable: true }) currency?: string | null,
  ): Promise<Money | null> {
    return plan.dataMb === null
      ? null
      : divideMoney(await priceOf(ctx, plan, currency), mbPerGb, plan.dataMb);
  }

  @FieldResolver(() => MoneyType)
  async pricePerDay(
    @Root() plan: Plan,
    @Ctx() ctx: RequestContext,
    @Arg('currency', () => String, { nullable: true }) currency?: string | null,
  ): Promise<Money> {
    return divideMoney(await priceOf(ctx, plan, currency), 1, plan.validityDays);
  }

  @FieldResolver(() => [Plan], {
    description:
      'Nearest plans that can be bought now: same place first, then data, days and price. At most 10.',
  })
  async alternatives(
    @Root() plan: Plan,
    @Ctx() ctx: RequestContext,
    @Arg('first', () => Int, { defaultValue: 3 }) first: number,
  ): Promise<Plan[]> {
    if (first < 1 || first > maxAlternatives) {
      throw callerError('PAGE_SIZE_OUT_OF_RANGE', `first must be between 1 and ${maxAlternatives}.`, 'first');
    }
    return findAlternatives(ctx, plan, first);
  }
}

/** The language asked for by name, else the request's. */
const languageOf = (ctx: RequestContext, locale: string | null | undefined): Locale =>
  locale && isLocale(locale) ? locale : ctx.locale;

function priceOf(
  ctx: RequestContext,
  plan: Plan,
  currency: string | null | undefined,
): Money | Promise<Money> {
  const wanted = typeof currency === 'string' ? currencyArgument(currency, 'currency') : plan.listCurrency;
  if (wanted === plan.listCurrency) return money(plan.amount, plan.listCurrency);
  return loadPlanPrice(ctx, plan.id, wanted).then((price) => {
    if (!price) throw new Error(`Plan ${plan.id} has no price in ${wanted}`);
    return price;
  });
}
