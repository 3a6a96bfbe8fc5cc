import countryCodes from 'i18n-iso-countries/codes.json' with { type: 'json' };
import { describe, expect, test } from 'vitest';
import { buildCatalogue, type CataloguePlan } from './catalogue.ts';
import { readSeedData } from './seed-data.ts';

const catalogue = buildCatalogue();
const data = readSeedData();
const { plans, regions, countries, carriers } = catalogue;
const pricedIso2 = new Set(data.pricePoints.flatMap((row) => (row.iso2 === null ? [] : [row.iso2])));

const plansOf = (iso2: string) => plans.filter((plan) => plan.countryIso2 === iso2);
const duplicates = (values: readonly string[]) =>
  values.filter((value, index) => values.indexOf(value) !== index);

function plan(slug: string): CataloguePlan {
  const found = plans.find((candidate) => candidate.slug === slug);
  if (!found) throw new Error(`no plan ${slug}`);
  return found;
}

/** The plans of each place by size: data only, more data later. */
function dataLadders(): CataloguePlan[][] {
  const ladders = Map.groupBy(
    plans.filter((candidate) => !candidate.isUnlimited && candidate.voiceMinutes === null),
    (candidate) => candidate.countryIso2 ?? candidate.regionCode ?? 'global',
  );
  return [...ladders.values()];
}

describe('size and identity', () => {
  test('has at least 150 countries and 1,500 plans, each country with plans of its own', () => {
    expect(countries.length).toBeGreaterThanOrEqual(150);
    expect(plans.length).toBeGreaterThanOrEqual(1500);
    for (const country of countries) expect(plansOf(country.iso2).length, country.iso2).toBeGreaterThan(5);
  });

  test('is the same at each call', () => {
    expect(buildCatalogue()).toEqual(catalogue);
  });

  test('gives every plan a slug, a supplier code and a name of its own', () => {
    expect(duplicates(plans.map(({ slug }) => slug))).toEqual([]);
    expect(duplicates(plans.map(({ supplierSku }) => supplierSku))).toEqual([]);
    expect(duplicates(plans.map(({ name }) => name))).toEqual([]);
    expect(duplicates(plans.map(({ nameEs }) => nameEs))).toEqual([]);
    for (const { slug, supplierSku } of plans) {
      expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(supplierSku).toMatch(/^CY-[A-Z0-9-]{3,40}$/);
    }
    expect(plan('spain-5gb-30d')).toMatchObject({ name: 'Spain 5 GB', supplierSku: 'CY-ES-5GB-30D' });
  });

  test('sells eSIMs only, no top-ups', () => {
    expect(new Set(plans.map(({ kind }) => kind))).toEqual(new Set(['sim']));
  });
});

describe('real prices', () => {
  test('every real eSIM row is one plan, to the cent, and a priced place sells nothing else', () => {
    const sims = data.pricePoints.filter((row) => row.kind === 'sim');
    const key = (place: string, values: readonly (number | boolean | null)[]) => [place, ...values].join('/');
    const expected = sims.map((row) =>
      key(row.iso2 ?? row.destination, [
        row.unlimited ? null : row.dataMb,
        row.days,
        row.unlimited,
        row.voiceMinutes,
        row.texts,
        Number((row.retailUsd * 100).toFixed(0)),
        Number((row.supplierCostUsd * 100).toFixed(0)),
      ]),
    );
    const real = plans.filter(
      (p) => pricedIso2.has(p.countryIso2 ?? '') || ['europe', 'asia', 'africa'].includes(p.regionCode ?? ''),
    );
    const built = real.map((p) =>
      key(p.countryIso2 ?? p.regionCode ?? '', [
        p.dataMb,
        p.validityDays,
        p.isUnlimited,
        p.voiceMinutes,
        p.texts,
        p.priceUsdMinor,
        p.supplierCostUsdMinor,
      ]),
    );
    expect(expected).toHaveLength(73);
    expect(built.sort()).toEqual(expected.sort());
  });

  test('known prices, looked up by hand', () => {
    expect(plan('spain-1gb-7d')).toMatchObject({ priceUsdMinor: 450, supplierCostUsdMinor: 140 });
    expect(plan('europe-50gb-30d')).toMatchObject({ priceUsdMinor: 8000, supplierCostUsdMinor: 2783 });
    expect(plan('asia-500mb-3d')).toMatchObject({ priceUsdMinor: 153, dataMb: 500, validityDays: 3 });
    expect(plan('united-states-20gb-400min-200sms-30d')).toMatchObject({
      priceUsdMinor: 4900,
      voiceMinutes: 400,
      texts: 200,
      includesPhoneNumber: true,
    });
  });

  test('a top-up row only marks the plan of its size', () => {
    expect(plan('europe-5gb-30d').topUpAvailable).toBe(true);
    expect(plan('france-5gb-30d').topUpAvailable).toBe(true);
    expect(plan('spain-5gb-30d').topUpAvailable).toBe(false);
    expect(plan('asia-500mb-3d').topUpAvailable).toBe(false);
  });
});

describe('the rule for every other place', () => {
  test('no price is under its cost, in any currency', () => {
    const perUsd = new Map(catalogue.exchangeRates.map((rate) => [rate.currency, Number(rate.perUsd)]));
    const digits = new Map([['JPY', 0]]);
    for (const p of plans) {
      expect(p.priceUsdMinor, p.slug).toBeGreaterThanOrEqual(p.supplierCostUsdMinor);
      for (const { currency, amountMinor } of p.ownPrices) {
        const rate = [...perUsd].find(([code]) => code === currency)?.[1] ?? Number.NaN;
        const cost = (p.supplierCostUsdMinor / 100) * rate;
        expect(amountMinor / 10 ** (digits.get(currency) ?? 2), p.slug).toBeGreaterThanOrEqual(cost);
      }
    }
  });

  test('derived prices end in .00 or .50', () => {
    const real = new Set(['asia', 'europe', 'africa']);
    const derived = plans.filter(
      (p) => !pricedIso2.has(p.countryIso2 ?? '') && !real.has(p.regionCode ?? ''),
    );
    expect(derived.filter((p) => p.priceUsdMinor % 50 !== 0).map((p) => p.slug)).toEqual([]);
  });

  test('more data never costs less in one place, nor do more days of the same data', () => {
    for (const ladder of dataLadders()) {
      for (const smaller of ladder) {
        for (const larger of ladder) {
          const more =
            (larger.dataMb ?? 0) > (smaller.dataMb ?? 0) ||
            (larger.dataMb === smaller.dataMb && larger.validityDays > smaller.validityDays);
          const label = `${smaller.slug} / ${larger.slug}`;
          if (more) expect(larger.priceUsdMinor, label).toBeGreaterThanOrEqual(smaller.priceUsdMinor);
        }
      }
    }
  });

  test('a country takes its nearest priced neighbour times its index', () => {
    // Germany: France (nearest), index 100. Japan: China, index 115, 20 GB: 49.00 * 1.15 = 56.35.
    expect(plan('germany-10gb-30d')).toMatchObject({ priceUsdMinor: 1600, supplierCostUsdMinor: 600 });
    expect(plan('japan-20gb-30d')).toMatchObject({ priceUsdMinor: 5650, supplierCostUsdMinor: 2128 });
    // Mexico: the United States by statement, 16.00 * 1.15 = 18.40.
    expect(plan('mexico-5gb-30d')).toMatchObject({ priceUsdMinor: 1850, supplierCostUsdMinor: 575 });
    expect(plan('global-5gb-30d').priceUsdMinor).toBe(2000 * 1.6);
  });

  test('every country without prices of its own has exactly one cost index', () => {
    const indexed = data.costGroups.flatMap((group) => group.countries);
    expect(duplicates(indexed)).toEqual([]);
    const unpriced = countries.filter(({ iso2 }) => !pricedIso2.has(iso2)).map(({ iso2 }) => iso2);
    expect(indexed.sort()).toEqual(unpriced.sort());
  });
});

describe('places', () => {
  const region = (code: string) => regions.find((candidate) => candidate.code === code);

  test('the real regions cover as many countries as the price rows say', () => {
    expect(region('europe')?.countryIso2).toHaveLength(42);
    expect(region('asia')?.countryIso2).toHaveLength(18);
    expect(region('africa')?.countryIso2).toHaveLength(36);
  });

  test('a country may belong to several sold regions', () => {
    const soldIn = (iso2: string) =>
      regions.filter((candidate) => candidate.countryIso2.includes(iso2)).map(({ code }) => code);
    expect(soldIn('TR')).toEqual(['europe', 'middle-east']);
    expect(soldIn('MX')).toEqual(['latin-america', 'north-america']);
  });

  test('each country lies in one geographic region and has a name in both languages', () => {
    const geographic = new Set(regions.filter((r) => r.isGeographic).map(({ code }) => code));
    for (const country of countries) {
      expect(geographic.has(country.geographicRegion), country.iso2).toBe(true);
      expect(country.nameEn).not.toMatch(/,| of$|\(/);
      expect(country.nameEs).not.toMatch(/,|\(/);
    }
    expect(duplicates(countries.map(({ nameEn }) => nameEn))).toEqual([]);
    expect(duplicates(countries.map(({ nameEs }) => nameEs))).toEqual([]);
  });

  test('the words people use are there, in both languages', () => {
    const aliases = (iso2: string) => {
      const country = countries.find((candidate) => candidate.iso2 === iso2);
      return [...(country?.aliasesEn ?? []), ...(country?.aliasesEs ?? [])];
    };
    expect(aliases('ID')).toContain('Bali');
    expect(aliases('GB')).toEqual(expect.arrayContaining(['UK', 'England', 'Londres', 'Inglaterra']));
    expect(aliases('US')).toEqual(expect.arrayContaining(['USA', 'EE. UU.', 'Nueva York']));
    expect(aliases('AE')).toEqual(expect.arrayContaining(['Dubai', 'Dubái']));
    expect(aliases('NL')).toEqual(expect.arrayContaining(['Holland', 'Holanda']));
    expect(countries.filter((c) => c.aliasesEn.length > 0 && c.aliasesEs.length > 0).length).toBeGreaterThan(
      80,
    );
  });

  test('coverage names ISO countries that the shop sells, each once and with networks', () => {
    const iso = new Set(countryCodes.map(([alpha2]) => alpha2));
    const sold = new Set(countries.map(({ iso2 }) => iso2));
    for (const country of countries) expect(iso.has(country.iso2), country.iso2).toBe(true);
    for (const coverage of new Set(plans.map((p) => p.coverage))) {
      expect(duplicates(coverage.map(({ iso2 }) => iso2))).toEqual([]);
      for (const { iso2, networks } of coverage) {
        expect(sold.has(iso2), iso2).toBe(true);
        expect(networks.length).toBeGreaterThan(0);
      }
    }
  });

  test('a plan covers what its scope says', () => {
    for (const p of plans) {
      const covered = p.coverage.map(({ iso2 }) => iso2);
      if (p.scope === 'COUNTRY') expect(covered).toEqual([p.countryIso2]);
      if (p.scope === 'REGION') expect(covered).toEqual(region(p.regionCode ?? '')?.countryIso2);
      if (p.scope === 'GLOBAL') expect(covered.length).toBeGreaterThanOrEqual(100);
    }
  });
});

describe('both languages', () => {
  test('every plan has its texts in Spanish, and no English word in them', () => {
    const english =
      /(?<!\p{L})(unlimited|data|days?|with|calls|texts|minutes|countries|of|in|for|from|the|use)(?!\p{L})/iu;
    for (const { slug, nameEs, descriptionEs } of plans) {
      expect(nameEs, slug).not.toMatch(english);
      expect(descriptionEs, slug).not.toMatch(english);
      expect(descriptionEs, slug).toMatch(
        /^[^.]+ en .+ durante \d+ días desde (el primer uso|la instalación)\.$/,
      );
    }
  });

  test.each([
    ['spain-3gb-30d', 'España 3 GB', '3 GB en España durante 30 días desde el primer uso.'],
    [
      'united-states-5gb-100min-50sms-30d',
      'Estados Unidos 5 GB con llamadas',
      '5 GB, 100 minutos y 50 SMS en Estados Unidos durante 30 días desde el primer uso.',
    ],
    [
      'europe-unlimited-10d',
      'Europa ilimitado, 10 días',
      'Datos ilimitados en 42 países de Europa durante 10 días desde el primer uso.',
    ],
    [
      'netherlands-unlimited-5d',
      'Países Bajos ilimitado, 5 días',
      'Datos ilimitados en los Países Bajos durante 5 días desde la instalación.',
    ],
    [
      'nordics-baltics-5gb-30d',
      'Países nórdicos y bálticos 5 GB',
      '5 GB en 9 países nórdicos y bálticos durante 30 días desde el primer uso.',
    ],
    ['global-5gb-30d', 'Global 5 GB', '5 GB en 121 países durante 30 días desde el primer uso.'],
  ])('%s', (slug, nameEs, descriptionEs) => {
    expect(plan(slug)).toMatchObject({ nameEs, descriptionEs });
  });

  test.each([
    ['united-kingdom', 'en el Reino Unido'],
    ['united-arab-emirates', 'en los Emiratos Árabes Unidos'],
    ['dominican-republic', 'en la República Dominicana'],
    ['bahamas', 'en las Bahamas'],
    ['u-s-virgin-islands', 'en las Islas Vírgenes de EE. UU.'],
    ['japan', 'en Japón'],
    ['philippines', 'en Filipinas'],
  ])('%s is named with the article that Spanish wants: %s', (place, phrase) => {
    const [found] = plans.filter(({ slug, scope }) => scope === 'COUNTRY' && slug.startsWith(`${place}-`));
    expect(found?.descriptionEs).toContain(` ${phrase} durante `);
  });
});

describe('facts and supply', () => {
  test('unlimited plans, and only they, say what happens at high use', () => {
    for (const p of plans) {
      expect(p.dataMb === null, p.slug).toBe(p.isUnlimited);
      expect(p.fairUseEn !== null && p.fairUseEs !== null, p.slug).toBe(p.isUnlimited);
    }
  });

  test('the supply mix has every kind, with stock where stock is sold', () => {
    const count = (supply: string) => plans.filter((p) => p.supply === supply).length;
    expect(count('STOCK_THEN_ON_DEMAND')).toBe(40);
    expect(count('STOCK')).toBe(15);
    expect(count('SOLD_OUT')).toBe(12);
    for (const p of plans) {
      const fromStock = p.supply === 'STOCK' || p.supply === 'STOCK_THEN_ON_DEMAND';
      expect(p.stock > 0, p.slug).toBe(fromStock);
      if (p.supply === 'STOCK' || p.supply === 'SOLD_OUT') expect(p.stockThreshold).not.toBeNull();
    }
  });

  test('a sold-out plan leaves other plans of its place to buy', () => {
    for (const p of plans.filter(({ supply }) => supply === 'SOLD_OUT')) {
      const others = plans.filter(
        (other) =>
          other.countryIso2 === p.countryIso2 &&
          other.regionCode === p.regionCode &&
          other.supply !== 'SOLD_OUT',
      );
      expect(others.length, p.slug).toBeGreaterThanOrEqual(3);
    }
  });

  test('the plans that docs/catalogue.md names are as it says', () => {
    expect(plan('spain-1gb-7d')).toMatchObject({ supply: 'STOCK_THEN_ON_DEMAND', stock: 25 });
    expect(plan('spain-20gb-30d')).toMatchObject({ supply: 'STOCK', stock: 30, stockThreshold: 10 });
    expect(plan('thailand-10gb-30d')).toMatchObject({ supply: 'STOCK', stock: 3, stockThreshold: 5 });
    expect(plan('france-20gb-30d')).toMatchObject({ supply: 'SOLD_OUT', stock: 0 });
    expect(plan('spain-3gb-30d')).toMatchObject({ supply: 'ON_DEMAND', stock: 0 });
  });

  test('every plan runs under a listed carrier, and no name is a real operator or reseller', () => {
    const listed = new Set(carriers.map(({ name }) => name));
    for (const p of plans) expect(listed.has(p.carrier), p.carrier).toBe(true);
    const real =
      /\b(vodafone|orange|movistar|telef[oó]nica|claro|tigo|digicel|mtn|airtel|safaricom|etisalat|zain|ooredoo|turkcell|verizon|t-mobile|rogers|telus|docomo|kddi|softbank|rakuten|unicom|singtel|starhub|telkomsel|viettel|jio|telstra|optus|telenor|telia|tele2|elisa|beeline|airalo|holafly|nomad|saily|ubigi|gigsky)\b/i;
    const networks = Object.values(data.networks).flat();
    const names = [...listed, ...networks.map(({ name }) => name)];
    expect(names.filter((name) => real.test(name))).toEqual([]);
  });
});
