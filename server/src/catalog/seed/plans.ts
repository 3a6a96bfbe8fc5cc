import type { CatalogueCoverage, CataloguePlan } from './catalogue.ts';
import {
  inCountry,
  inCountryEs,
  type PlanPlace,
  planDescription,
  planName,
  planSku,
  planSlug,
  slugOf,
  unlimitedFairUse,
} from './plan-text.ts';
import {
  derivedCountryLadder,
  type LadderStep,
  nearestPlace,
  realLadder,
  scaledLadder,
} from './price-ladder.ts';
import type { LadderRule, SeedData, SeedNetwork } from './seed-data.ts';

type Country = SeedData['countries'][number];
type Region = SeedData['regions'][number];

/** What all plans sold for one place share. */
type Offer = Pick<CataloguePlan, 'scope' | 'countryIso2' | 'regionCode'> & {
  place: PlanPlace;
  /** The operator and where it works, for one rung: unlimited and week plans may run on another. */
  carrierOf: (step: LadderStep) => { carrier: string; coverage: readonly CatalogueCoverage[] };
  ladder: LadderStep[];
  /** Unlimited days that count from installation instead of from first use. */
  unlimitedFromInstall: boolean;
  asksIdentity: boolean;
};

/** Days after purchase in which an eSIM must be installed. */
const installWithinDays = { standard: 180, fromInstall: 90, global: 365 } as const;

/** Where the operators of this catalogue ask for an identity document before the first connection. */
const identityCheckCountries = new Set(['BD', 'IN', 'NG', 'PK', 'TZ']);

/** Every plan of the catalogue: countries in order of their code, then regions, then the global set. */
export function buildPlans(data: SeedData): CataloguePlan[] {
  const offers = [
    ...countryOffers(data),
    ...data.regions.map((region) => regionOffer(data, region)),
    globalOffer(data),
  ];
  const plans = offers.flatMap((offer) => offer.ladder.map((step) => toPlan(data, offer, step)));
  assertTablesName(data, new Set(plans.map((plan) => plan.slug)));
  return plans;
}

function countryOffers(data: SeedData): Offer[] {
  const pricedIso2 = new Set(data.pricePoints.map((row) => row.iso2));
  const priced = data.countries.filter((country) => pricedIso2.has(country.iso2));
  const unlimited = realLadder(data.pricePoints, 'europe').find((step) => step.dataMb === null);
  if (unlimited === undefined) throw new Error('price-points.json: Europe has no unlimited plan');
  return data.countries.map((country) => {
    const isPriced = pricedIso2.has(country.iso2);
    const stated = priced.find(({ iso2 }) => iso2 === country.neighbour);
    const source = isPriced ? country : (stated ?? nearestPlace(country, priced));
    const real = realLadder(data.pricePoints, slugOf(source.nameEn));
    const ladder = isPriced ? real : derivedCountryLadder(real, unlimited, indexOf(data, country.iso2));
    return countryOffer(data, country, ladder, isPriced);
  });
}

function countryOffer(data: SeedData, country: Country, ladder: LadderStep[], isPriced: boolean): Offer {
  const { iso2, nameEn, nameEs } = country;
  const networks = networksOf(data, iso2);
  const [main] = networks;
  const other = networks.at(-1) ?? main;
  const both = [{ iso2, networks: [...networks] }];
  const onOther = [{ iso2, networks: [other] }];
  return {
    scope: 'COUNTRY',
    countryIso2: iso2,
    place: {
      slug: slugOf(nameEn),
      skuPart: iso2,
      en: { name: nameEn, phrase: inCountry(iso2, nameEn) },
      es: { name: nameEs, phrase: inCountryEs(iso2, nameEs) },
    },
    carrierOf: (step) =>
      step.dataMb === null && !isPriced
        ? { carrier: other.name, coverage: onOther }
        : { carrier: main.name, coverage: both },
    ladder,
    unlimitedFromInstall: !isPriced,
    asksIdentity: identityCheckCountries.has(iso2),
  };
}

function regionOffer(data: SeedData, region: Region): Offer {
  const { code, nameEn, nameEs, phraseEn, phraseEs, carrier, countries } = region;
  const coverage = countries.map((iso2) => ({ iso2, networks: [...networksOf(data, iso2)] }));
  return {
    scope: 'REGION',
    regionCode: code,
    place: {
      slug: code,
      skuPart: code,
      en: { name: nameEn, phrase: `in ${countries.length} ${phraseEn}` },
      es: { name: nameEs, phrase: `en ${countries.length} ${phraseEs}` },
    },
    carrierOf: () => ({ carrier, coverage }),
    ladder: region.ladder === null ? realLadder(data.pricePoints, code) : ladderByRule(data, region.ladder),
    unlimitedFromInstall: false,
    asksIdentity: false,
  };
}

function globalOffer(data: SeedData): Offer {
  const { carrier, ladder, coversRegions, coversCountries } = data.global;
  const covered = new Set([
    ...data.regions.filter((region) => coversRegions.includes(region.code)).flatMap((r) => r.countries),
    ...coversCountries,
  ]);
  const coverage = [...covered].sort().map((iso2) => ({ iso2, networks: [networksOf(data, iso2)[0]] }));
  return {
    scope: 'GLOBAL',
    place: {
      slug: 'global',
      skuPart: 'GLOBAL',
      en: { name: 'Global', phrase: `in ${covered.size} countries` },
      es: { name: 'Global', phrase: `en ${covered.size} países` },
    },
    carrierOf: () => ({ carrier, coverage }),
    ladder: ladderByRule(data, ladder),
    unlimitedFromInstall: false,
    asksIdentity: false,
  };
}

function toPlan(data: SeedData, offer: Offer, step: LadderStep): CataloguePlan {
  const { place, scope, countryIso2, regionCode } = offer;
  const isUnlimited = step.dataMb === null;
  const fromInstall = isUnlimited && offer.unlimitedFromInstall;
  const slug = planSlug(place, step);
  return {
    slug,
    name: planName('en', place, step, offer.ladder),
    nameEs: planName('es', place, step, offer.ladder),
    description: planDescription('en', place, step, fromInstall),
    descriptionEs: planDescription('es', place, step, fromInstall),
    kind: 'sim',
    scope,
    ...(countryIso2 === undefined ? {} : { countryIso2 }),
    ...(regionCode === undefined ? {} : { regionCode }),
    ...offer.carrierOf(step),
    isUnlimited,
    dataMb: step.dataMb,
    validityDays: step.validityDays,
    voiceMinutes: step.voiceMinutes,
    texts: step.texts,
    priceUsdMinor: step.priceUsdMinor,
    ownPrices: ownPricesOf(data, slug),
    supplierCostUsdMinor: step.supplierCostUsdMinor,
    supplierSku: planSku(place, step),
    validityPolicy: fromInstall ? 'FROM_INSTALL' : 'FROM_FIRST_USE',
    installWithinDays: installWindow(offer, fromInstall),
    hotspotAllowed: !isUnlimited,
    includesPhoneNumber: step.voiceMinutes !== null,
    topUpAvailable: step.topUpAvailable,
    identityCheck: step.identityCheck || offer.asksIdentity,
    fairUseEn: isUnlimited ? unlimitedFairUse.en : null,
    fairUseEs: isUnlimited ? unlimitedFairUse.es : null,
    ...supplyOf(data, slug),
  };
}

function installWindow(offer: Offer, fromInstall: boolean): number {
  if (offer.scope === 'GLOBAL') return installWithinDays.global;
  return fromInstall ? installWithinDays.fromInstall : installWithinDays.standard;
}

function supplyOf(data: SeedData, slug: string): Pick<CataloguePlan, 'supply' | 'stock' | 'stockThreshold'> {
  const { soldOut, stock, stockThenOnDemand } = data.supply;
  const sold = soldOut[slug];
  if (sold) return { supply: 'SOLD_OUT', stock: 0, stockThreshold: sold.threshold };
  const stocked = stock[slug];
  if (stocked) return { supply: 'STOCK', stock: stocked.stock, stockThreshold: stocked.threshold };
  const first = stockThenOnDemand[slug];
  if (first) return { supply: 'STOCK_THEN_ON_DEMAND', stock: first, stockThreshold: null };
  return { supply: 'ON_DEMAND', stock: 0, stockThreshold: null };
}

function ownPricesOf(data: SeedData, slug: string): CataloguePlan['ownPrices'] {
  const prices = Object.entries(data.ownPrices[slug] ?? {});
  return prices.map(([currency, amountMinor]) => ({ currency, amountMinor }));
}

function ladderByRule(data: SeedData, rule: LadderRule): LadderStep[] {
  return scaledLadder(realLadder(data.pricePoints, rule.of), rule.indexPercent);
}

function indexOf(data: SeedData, iso2: string): number {
  const group = data.costGroups.find(({ countries }) => countries.includes(iso2));
  if (!group) throw new Error(`cost-index.json has no group for ${iso2}`);
  return group.indexPercent;
}

function networksOf(data: SeedData, iso2: string): [SeedNetwork, ...SeedNetwork[]] {
  const [main, ...others] = data.networks[iso2] ?? [];
  if (!main) throw new Error(`networks.json has no network for ${iso2}`);
  return [main, ...others];
}

/** A slug that no plan has would silently change nothing: the tables must only name plans that exist. */
function assertTablesName(data: SeedData, slugs: ReadonlySet<string>): void {
  const { soldOut, stock, stockThenOnDemand } = data.supply;
  for (const [file, table] of [
    ['own-prices.json', data.ownPrices],
    ['supply.json soldOut', soldOut],
    ['supply.json stock', stock],
    ['supply.json stockThenOnDemand', stockThenOnDemand],
  ] as const) {
    const unknown = Object.keys(table).filter((slug) => !slugs.has(slug));
    if (unknown.length > 0) throw new Error(`${file} names unknown plans: ${unknown.join(', ')}`);
  }
}
