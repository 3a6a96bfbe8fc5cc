import { buildPlans } from './plans.ts';
import { readSeedData, type SeedData } from './seed-data.ts';

export type CatalogueRegion = {
  code: string;
  nameEn: string;
  nameEs: string;
  /** Whether countries name it as the part of the world they lie in. */
  isGeographic: boolean;
  isSold: boolean;
  /** The countries that its plans cover, by code; not every country that lies there. */
  countryIso2: string[];
};

export type CatalogueCountry = {
  iso2: string;
  nameEn: string;
  nameEs: string;
  /** Code of the one geographic region it lies in. */
  geographicRegion: string;
  aliasesEn: string[];
  aliasesEs: string[];
};

export type CatalogueNetwork = { name: string; generations: ('G3' | 'G4' | 'G5')[] };
export type CatalogueCoverage = { iso2: string; networks: CatalogueNetwork[] };
export type CatalogueSupply = 'ON_DEMAND' | 'STOCK' | 'STOCK_THEN_ON_DEMAND' | 'SOLD_OUT';

export type CataloguePlan = {
  slug: string;
  /** In English, as the description. */
  name: string;
  nameEs: string;
  description: string | null;
  descriptionEs: string | null;
  kind: 'sim';
  scope: 'COUNTRY' | 'REGION' | 'GLOBAL';
  /** Set when scope is COUNTRY. */
  countryIso2?: string;
  /** Set when scope is REGION. */
  regionCode?: string;
  carrier: string;
  isUnlimited: boolean;
  /** 1024 to the gigabyte; null when unlimited. */
  dataMb: number | null;
  validityDays: number;
  voiceMinutes: number | null;
  texts: number | null;
  priceUsdMinor: number;
  /** Prices set by hand, in minor units of their currency; every other currency is converted. */
  ownPrices: { currency: string; amountMinor: number }[];
  supplierCostUsdMinor: number;
  supplierSku: string;
  /** Plans of one place share one array: equal by identity means equal in content. */
  coverage: readonly CatalogueCoverage[];
  validityPolicy: 'FROM_FIRST_USE' | 'FROM_INSTALL';
  installWithinDays: number;
  hotspotAllowed: boolean;
  includesPhoneNumber: boolean;
  topUpAvailable: boolean;
  identityCheck: boolean;
  fairUseEn: string | null;
  fairUseEs: string | null;
  supply: CatalogueSupply;
  /** Items to mint for it; 0 unless it is sold from stock. */
  stock: number;
  stockThreshold: number | null;
};

export type Catalogue = {
  regions: CatalogueRegion[];
  countries: CatalogueCountry[];
  carriers: { name: string }[];
  plans: CataloguePlan[];
  exchangeRates: {
    currency: 'EUR' | 'GBP' | 'JPY' | 'BRL' | 'MXN' | 'KWD';
    /** Units of the currency for one US dollar, a decimal string. */
    perUsd: string;
    /** YYYY-MM-DD */
    validOn: string;
  }[];
};

/** Rates the shop starts with. They are the seed's, fixed and dated; a running shop sets newer ones. */
const exchangeRates = [
  { currency: 'EUR', perUsd: '0.8640', validOn: '2026-11-02' },
  { currency: 'GBP', perUsd: '0.7580', validOn: '2026-11-02' },
  { currency: 'JPY', perUsd: '153.20', validOn: '2026-11-02' },
  { currency: 'BRL', perUsd: '5.3800', validOn: '2026-11-02' },
  { currency: 'MXN', perUsd: '18.520', validOn: '2026-11-02' },
  { currency: 'KWD', perUsd: '0.3067', validOn: '2026-11-02' },
] as const;

/**
 * The catalogue a fresh shop is seeded with: pure and the same at each call. The rule is told in docs/catalogue.md.
 * Throws when the committed tables do not fit together.
 */
export function buildCatalogue(): Catalogue {
  const data = readSeedData();
  const plans = buildPlans(data);
  return {
    regions: data.regions.map((region) => ({
      code: region.code,
      nameEn: region.nameEn,
      nameEs: region.nameEs,
      isGeographic: region.isGeographic,
      isSold: true,
      countryIso2: [...region.countries],
    })),
    countries: buildCountries(data),
    carriers: [...new Set(plans.map((plan) => plan.carrier))].sort().map((name) => ({ name })),
    plans,
    exchangeRates: exchangeRates.map((rate) => ({ ...rate })),
  };
}

function buildCountries(data: SeedData): CatalogueCountry[] {
  return data.countries.map((country) => {
    const aliases = data.aliases[country.iso2] ?? { both: [], en: [], es: [] };
    return {
      iso2: country.iso2,
      nameEn: country.nameEn,
      nameEs: country.nameEs,
      geographicRegion: country.region,
      aliasesEn: [...aliases.both, ...aliases.en],
      aliasesEs: [...aliases.both, ...aliases.es],
    };
  });
}
