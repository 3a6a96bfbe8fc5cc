import type { ApolloClient } from '@apollo/client';
import { type Amount, formatMoney } from '../format/money.ts';
import {
  ShareCountryDocument,
  ShareGlobalDocument,
  ShareRegionDocument,
  ShareShopDocument,
} from '../generated/graphql.ts';
import { loadLanguage } from '../i18n/i18n.ts';
import type { Translate } from '../i18n/translate.ts';
import { isLocale, type Locale } from '../preferences/choices.ts';
import { createDrawingClient } from './drawing-client.ts';

/** The page that a picture stands for; `code` as the address has it. */
export type SharePage = { kind: 'shop' | 'global' | 'esim' | 'region'; code: string };

/** What the catalogue says of a page, in words, and the countries to draw. */
export type ShareFacts = {
  title: string;
  detail: string;
  price: { from: string; amount: string } | null;
  codes: readonly string[];
};

type Asking = { client: ApolloClient; code: string; locale: Locale; t: Translate };

/**
 * Null: there is no such page or language, or nothing is sold there.
 * @throws when the catalogue does not answer
 */
export async function shareFacts(
  ask: typeof fetch,
  { kind, code }: SharePage,
  locale: string,
): Promise<ShareFacts | null> {
  if (!isLocale(locale)) return null;
  const { t } = await loadLanguage(locale);
  return readers[kind]({ client: createDrawingClient(locale, ask), code, locale, t });
}

const readers: Record<SharePage['kind'], (asking: Asking) => Promise<ShareFacts | null>> = {
  async shop({ client, locale, t }) {
    const { data } = await client.query({ query: ShareShopDocument });
    if (!data) return null;
    const codes = data.countries.map(({ iso2 }) => iso2);
    const price = priceOf(data.plans.nodes[0]?.price ?? null, locale, t);
    return { title: t('share.shop'), detail: t('share.shopText', { count: codes.length }), price, codes };
  },

  async global({ client, locale, t }) {
    const { data } = await client.query({ query: ShareGlobalDocument });
    const [plan] = data?.plans.nodes ?? [];
    if (!plan) return null;
    const codes = plan.countries.map(({ iso2 }) => iso2);
    const detail = t('share.several', { count: codes.length });
    return { title: t('share.global'), detail, price: priceOf(plan.price, locale, t), codes };
  },

  async esim({ client, code, locale, t }) {
    const { data } = await client.query({ query: ShareCountryDocument, variables: { code, locale } });
    const country = data?.country;
    if (!country || country.planCount === 0) return null;
    const { name, fromPrice, iso2 } = country;
    return { title: name, detail: t('share.country'), price: priceOf(fromPrice, locale, t), codes: [iso2] };
  },

  async region({ client, code, locale, t }) {
    const { data } = await client.query({ query: ShareRegionDocument, variables: { code, locale } });
    const region = data?.region;
    if (!region?.isSold) return null;
    const { name, fromPrice, countryCodes: codes } = region;
    const detail = t('share.several', { count: codes.length });
    return { title: name, detail, price: priceOf(fromPrice, locale, t), codes };
  },
};

const priceOf = (price: Amount | null, locale: Locale, t: Translate): ShareFacts['price'] =>
  price && { from: t('share.from'), amount: formatMoney(price, locale) };
