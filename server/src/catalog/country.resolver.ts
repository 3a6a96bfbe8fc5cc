import { sql } from 'kysely';
import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { addDays } from '../platform/clock/clock.ts';
import { currencyArgument } from '../platform/graphql/currency-argument.ts';
import { callerError } from '../platform/graphql/errors.ts';
import { MoneyType } from '../platform/graphql/money.type.ts';
import { baseCurrency } from '../platform/money/currency.ts';
import type { Money } from '../platform/money/money.ts';
import { isLocale, type RequestContext } from '../platform/request-context.ts';
import {
  byName,
  countryColumns,
  loadCountry,
  loadCountryOffer,
  loadRegion,
  loadRegionCountries,
  loadRegionOffer,
  loadSoldRegions,
} from './catalog.loaders.ts';
import { Country, type CountryFacts } from './country.entity.ts';
import { Region } from './region.entity.ts';
import { searchWords } from './search-text.ts';
import { isMistyped } from './typing-errors.ts';

const maxPopular = 24;
const popularityDays = 90;

/** The context with another language, where an argument overrides the visitor's. */
export const withLocale = (ctx: RequestContext, locale: string | null | undefined): RequestContext =>
  locale && isLocale(locale) ? { ...ctx, locale } : ctx;

const nameIn = (
  ctx: RequestContext,
  named: { nameEn: string; nameEs: string },
  locale?: string | null,
): string => ((locale && isLocale(locale) ? locale : ctx.locale) === 'es' ? named.nameEs : named.nameEn);

/** Countries that something is sold for and whose text holds each of the words. One statement. */
async function findCountries(
  ctx: RequestContext,
  words: readonly string[],
  region: string | null | undefined,
): Promise<Country[]> {
  const holding = words.map((word) => sql`and position(${word} in co.search_text) > 0`);
  const inRegion =
    typeof region === 'string'
      ? sql`and co.id in (select rc.country_id from region_countries rc join regions r on r.id = rc.region_id where r.code = ${region.toLowerCase()})`
      : sql``;
  const { rows } = await sql<Country>`
    select ${countryColumns} from countries co
    where exists (
      select from plan_countries pc join plans p on p.id = pc.plan_id and p.is_active where pc.country_id = co.id
    ) ${sql.join(holding, sql` `)} ${inRegion}
    order by ${byName(ctx)}`.execute(ctx.em.getKysely({ type: 'read' }));
  return rows;
}

/** Whether each word is in a country's text, or is one of its words mistyped. */
function isMeant(words: readonly string[], text: string): boolean {
  const known = text.split(/[^\p{L}\p{N}]+/u);
  return words.every((word) => known.some((name) => name === word || isMistyped(word, name)));
}

@Resolver(() => Country)
export class CountryResolver {
  @Query(() => [Country], {
    description:
      'In name order of the language asked for. Bounded by the world (about 250). A search looks in names in both languages, codes, cities and other names; when nothing is called so, it forgives typing errors.',
  })
  async countries(
    @Ctx() ctx: RequestContext,
    @Arg('search', () => String, { nullable: true }) search?: string | null,
    @Arg('region', () => String, { nullable: true }) region?: string | null,
    @Arg('locale', () => String, { nullable: true }) locale?: string | null,
  ): Promise<Country[]> {
    const words = searchWords(search ?? '');
    const find = (holds: readonly string[]) => findCountries(withLocale(ctx, locale), holds, region);
    const found = await find(words);
    if (found.length > 0 || words.length === 0) return found;
    return (await find([])).filter((country) => isMeant(words, country.searchText));
  }

  @Query(() => Country, { nullable: true, description: 'Unknown code: null. Lower case is understood.' })
  async country(
    @Ctx() ctx: RequestContext,
    @Arg('iso2', () => String) iso2: string,
  ): Promise<Country | null> {
    return ctx.em.findOne(Country, { iso2: iso2.toUpperCase() });
  }

  @Query(() => [Country], {
    description: 'What travellers buy most in the last 90 days, then where most of them go. At most 24.',
  })
  async popularCountries(
    @Ctx() ctx: RequestContext,
    @Arg('first', () => Int, { defaultValue: 8 }) first: number,
  ): Promise<Country[]> {
    if (first < 1 || first > maxPopular) {
      throw callerError('PAGE_SIZE_OUT_OF_RANGE', `first must be between 1 and ${maxPopular}.`, 'first');
    }
    const since = addDays(ctx.clock.now(), -popularityDays);
    const { rows } = await sql<Country>`
      select ${countryColumns} from countries co
      left join (
        select p.country_id, count(*) as sold from orders o join plans p on p.id = o.plan_id
        where o.paid_at > ${since} and p.country_id is not null group by p.country_id
      ) sales on sales.country_id = co.id
      where exists (select from plans p where p.country_id = co.id and p.is_active)
      order by sales.sold desc nulls last, co.arrivals_rank nulls last, ${byName(ctx)}
      limit ${first}`.execute(ctx.em.getKysely({ type: 'read' }));
    return rows;
  }

  @FieldResolver(() => String)
  name(
    @Root() country: Country,
    @Ctx() ctx: RequestContext,
    @Arg('locale', () => String, { nullable: true }) locale?: string | null,
  ): string {
    return nameIn(ctx, country, locale);
  }

  @FieldResolver(() => [String])
  async aliases(@Root() country: CountryFacts, @Ctx() ctx: RequestContext): Promise<string[]> {
    return country.aliases ?? (await loadCountry(ctx, country.id))?.aliases ?? [];
  }

  @FieldResolver(() => Region)
  async region(@Root() country: Country, @Ctx() ctx: RequestContext): Promise<Region | null> {
    return loadRegion(ctx, country.regionId);
  }

  @FieldResolver(() => [Region], { description: 'Regions that plans covering this country are sold for.' })
  async soldRegions(@Root() country: Country, @Ctx() ctx: RequestContext): Promise<Region[]> {
    return loadSoldRegions(ctx, country.id);
  }

  @FieldResolver(() => Int)
  async planCount(@Root() country: Country, @Ctx() ctx: RequestContext): Promise<number> {
    return (await loadCountryOffer(ctx, country.id, baseCurrency)).planCount;
  }

  @FieldResolver(() => MoneyType, { nullable: true })
  async fromPrice(
    @Root() country: Country,
    @Ctx() ctx: RequestContext,
    @Arg('currency', () => String, { defaultValue: 'USD' }) currency: string,
  ): Promise<Money | null> {
    return (await loadCountryOffer(ctx, country.id, currencyArgument(currency, 'currency'))).from;
  }
}

@Resolver(() => Region)
export class RegionResolver {
  @Query(() => [Region])
  async regions(@Ctx() ctx: RequestContext): Promise<Region[]> {
    return ctx.em.findAll(Region, { orderBy: { code: 'asc' } });
  }

  @Query(() => Region, { nullable: true, description: 'Unknown code: null.' })
  async region(@Ctx() ctx: RequestContext, @Arg('code', () => String) code: string): Promise<Region | null> {
    return ctx.em.findOne(Region, { code: code.toLowerCase() });
  }

  @FieldResolver(() => String)
  name(
    @Root() region: Region,
    @Ctx() ctx: RequestContext,
    @Arg('locale', () => String, { nullable: true }) locale?: string | null,
  ): string {
    return nameIn(ctx, region, locale);
  }

  @FieldResolver(() => [Country])
  async countries(@Root() region: Region, @Ctx() ctx: RequestContext): Promise<Country[]> {
    return loadRegionCountries(ctx, region.id);
  }

  @FieldResolver(() => [String], { description: 'ISO codes of its countries, in name order.' })
  async countryCodes(@Root() region: Region, @Ctx() ctx: RequestContext): Promise<string[]> {
    return (await loadRegionCountries(ctx, region.id)).map(({ iso2 }) => iso2);
  }

  @FieldResolver(() => Int, { description: 'Active plans sold for this region.' })
  async planCount(@Root() region: Region, @Ctx() ctx: RequestContext): Promise<number> {
    return (await loadRegionOffer(ctx, region.id, baseCurrency)).planCount;
  }

  @FieldResolver(() => MoneyType, { nullable: true })
  async fromPrice(
    @Root() region: Region,
    @Ctx() ctx: RequestContext,
    @Arg('currency', () => String, { defaultValue: 'USD' }) currency: string,
  ): Promise<Money | null> {
    return (await loadRegionOffer(ctx, region.id, currencyArgument(currency, 'currency'))).from;
  }
}
