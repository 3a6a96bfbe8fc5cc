import { z } from 'zod';
import { say } from '../../platform/i18n/say.ts';
import { formatMoney } from '../../platform/money/money.ts';
import type { Locale } from '../../platform/request-context.ts';
import { shareTexts } from './share.messages.ts';
import type { ShareCard } from './share-card.ts';

/** The page that a picture stands for; `code` as the address has it. */
export interface SharePage {
  kind: 'shop' | 'global' | 'esim' | 'region';
  code: string;
}

/** What the catalogue says of a page, in words, and the countries to draw. */
export type ShareFacts = Pick<ShareCard, 'title' | 'detail' | 'price'> & { codes: string[] };

/** Asks the shop's API; gives the answer's data. */
export type Ask = (query: string, variables: Record<string, string>) => Promise<unknown>;

const money = z.object({ amount: z.number(), currency: z.string() }).nullable();
type Price = z.infer<typeof money>;
const countries = z.array(z.object({ iso2: z.string() }));
const codesOf = (list: z.infer<typeof countries>) => list.map(({ iso2 }) => iso2);

/** Null: there is no such page, or nothing is sold there. */
export async function readFacts(
  ask: Ask,
  { kind, code }: SharePage,
  locale: Locale,
): Promise<ShareFacts | null> {
  return readers[kind](ask, code, locale);
}

const readers: Record<
  SharePage['kind'],
  (ask: Ask, code: string, locale: Locale) => Promise<ShareFacts | null>
> = {
  async shop(ask, _code, locale) {
    const query =
      '{ countries { iso2 } plans(sort: PRICE_ASC, first: 1) { nodes { price { amount currency } } } }';
    const answer = z
      .object({ countries, plans: z.object({ nodes: z.array(z.object({ price: money })) }) })
      .parse(await ask(query, {}));
    return {
      title: say(shareTexts.shopTitle, locale),
      detail: say(shareTexts.shopDetail, locale, { countries: answer.countries.length }),
      price: priceOf(answer.plans.nodes[0]?.price ?? null, locale),
      codes: codesOf(answer.countries),
    };
  },

  async global(ask, _code, locale) {
    const query =
      '{ plans(filter: { scope: GLOBAL }, sort: PRICE_ASC, first: 1) { nodes { price { amount currency } countries { iso2 } } } }';
    const answer = z
      .object({ plans: z.object({ nodes: z.array(z.object({ price: money, countries })) }) })
      .parse(await ask(query, {}));
    const [plan] = answer.plans.nodes;
    return plan ? several(say(shareTexts.globalTitle, locale), plan.countries, plan.price, locale) : null;
  },

  async esim(ask, code, locale) {
    const query =
      'query ($code: String!, $locale: String!) { country(iso2: $code) { iso2 name(locale: $locale) planCount fromPrice { amount currency } } }';
    const { country } = z
      .object({
        country: z
          .object({ iso2: z.string(), name: z.string(), planCount: z.number(), fromPrice: money })
          .nullable(),
      })
      .parse(await ask(query, { code, locale }));
    if (!country || country.planCount === 0) return null;
    const { name: title, fromPrice, iso2 } = country;
    const detail = say(shareTexts.countryDetail, locale);
    return { title, detail, price: priceOf(fromPrice, locale), codes: [iso2] };
  },

  async region(ask, code, locale) {
    const query =
      'query ($code: String!, $locale: String!) { region(code: $code) { name(locale: $locale) isSold countries { iso2 } fromPrice { amount currency } } }';
    const { region } = z
      .object({
        region: z.object({ name: z.string(), isSold: z.boolean(), countries, fromPrice: money }).nullable(),
      })
      .parse(await ask(query, { code, locale }));
    return region?.isSold ? several(region.name, region.countries, region.fromPrice, locale) : null;
  },
};

function several(title: string, list: z.infer<typeof countries>, price: Price, locale: Locale): ShareFacts {
  const detail = say(shareTexts.severalDetail, locale, { countries: list.length });
  return { title, detail, price: priceOf(price, locale), codes: codesOf(list) };
}

/** As the storefront writes it: "$4.50", "4,50 US$". */
const priceOf = (price: Price, locale: Locale): ShareFacts['price'] =>
  price && { from: say(shareTexts.from, locale), amount: formatMoney(price, locale) };
