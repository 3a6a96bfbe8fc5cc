import { describe, expect, it } from 'vitest';
import { explain, judge } from './compatibility.service.ts';
import { deviceListAsOf, deviceModels, popularModels } from './device-models.ts';
import { findModel, namesOf, searchModels } from './device-search.ts';

const byModel = (model: string) => {
  const { verdict, device } = judge({ model });
  return `${verdict} ${device}`;
};
const byAgent = (userAgent: string) => {
  const { verdict, device, finding } = judge({ userAgent });
  return `${verdict} ${device} ${finding}`;
};
const android = (device: string) =>
  `Mozilla/5.0 (Linux; Android 14; ${device}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36`;

describe('a device named by its owner', () => {
  it.each([
    ['iPhone 15 Pro', 'COMPATIBLE Apple iPhone 15 Pro'],
    ['  i phone 15pro ', 'COMPATIBLE Apple iPhone 15 Pro'],
    ['apple IPHONE 15 Pro 256GB', 'COMPATIBLE Apple iPhone 15 Pro'],
    ['iPhone SE 2020', 'COMPATIBLE Apple iPhone SE (2nd generation)'],
    ['iPhone SE', 'UNKNOWN iPhone SE'],
    ['iPhone 8', 'INCOMPATIBLE Apple iPhone 8'],
    ['iPhone X', 'INCOMPATIBLE Apple iPhone X'],
    ['iPhone XS', 'COMPATIBLE Apple iPhone XS'],
    ['iPhone 99', 'UNKNOWN iPhone 99'],
    ['samsung s24', 'COMPATIBLE Samsung Galaxy S24'],
    ['Galaxy S24 Plus', 'COMPATIBLE Samsung Galaxy S24+'],
    ['galaxy s 24+', 'COMPATIBLE Samsung Galaxy S24+'],
    ['Galaxy A54', 'COMPATIBLE Samsung Galaxy A54 5G'],
    ['Galaxy S21 FE 5G', 'INCOMPATIBLE Samsung Galaxy S21 FE'],
    ['Galaxy S10', 'INCOMPATIBLE Samsung Galaxy S10'],
    ['Z Flip', 'COMPATIBLE Samsung Galaxy Z Flip'],
    ['Z Flip 5G', 'COMPATIBLE Samsung Galaxy Z Flip 5G'],
    ['SM-S921B', 'COMPATIBLE Samsung Galaxy S24'],
    ['sm-s921b/ds', 'COMPATIBLE Samsung Galaxy S24'],
    ['SM-S9210', 'UNKNOWN Samsung Galaxy S24'],
    ['SM-G991U1', 'UNKNOWN Samsung Galaxy S21'],
    ['SM-S918N', 'COMPATIBLE Samsung Galaxy S23 Ultra'],
    ['Pixel 8', 'COMPATIBLE Google Pixel 8'],
    ['Pixel 2', 'INCOMPATIBLE Google Pixel 2'],
    ['Pixel', 'UNKNOWN Pixel'],
    ['Xiaomi 13', 'COMPATIBLE Xiaomi 13'],
    ['13', 'UNKNOWN 13'],
    ['P40 Pro', 'COMPATIBLE Huawei P40 Pro'],
    ['Huawei P40 Pro+', 'INCOMPATIBLE Huawei P40 Pro+'],
    ['XQ-DQ54', 'COMPATIBLE Sony Xperia 1 V'],
    ['XQ-DQ72', 'UNKNOWN Sony Xperia 1 V'],
    ['Zenfone 10', 'INCOMPATIBLE Asus Zenfone 10'],
    ['Fairphone 5', 'COMPATIBLE Fairphone 5'],
    ['toaster', 'UNKNOWN toaster'],
    ['x'.repeat(5000), 'UNKNOWN null'],
    ['+++', 'UNKNOWN +++'],
  ])('%s: %s', (model, expected) => {
    expect(byModel(model)).toBe(expected);
  });

  it('is judged by its name before its browser, and a blank name by its browser', () => {
    expect(judge({ model: 'Pixel 2', userAgent: android('Pixel 8') })).toMatchObject({
      verdict: 'INCOMPATIBLE',
    });
    expect(judge({ model: '  ', userAgent: android('Pixel 8') })).toMatchObject({ verdict: 'COMPATIBLE' });
    expect(judge({ model: null, userAgent: null })).toMatchObject({ verdict: 'UNKNOWN', device: null });
  });
});

describe('a browser', () => {
  it.each([
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
      'UNKNOWN iPhone IPHONE',
    ],
    ['Mozilla/5.0 (iPad; CPU OS 12_2 like Mac OS X) AppleWebKit/605.1.15', 'UNKNOWN iPad IPAD'],
    [android('Pixel 8 Pro Build/UD1A.230803.041'), 'COMPATIBLE Google Pixel 8 Pro COMPATIBLE'],
    [android('SM-S921B'), 'COMPATIBLE Samsung Galaxy S24 COMPATIBLE'],
    [android('SAMSUNG SM-G960F'), 'INCOMPATIBLE Samsung Galaxy S9 INCOMPATIBLE'],
    [android('SM-G9810'), 'UNKNOWN Samsung Galaxy S20 SOME_VERSIONS'],
    [android('motorola edge 40 pro'), 'COMPATIBLE Motorola Edge 40 Pro COMPATIBLE'],
    [android('CHEAP-PHONE-1'), 'UNKNOWN CHEAP-PHONE-1 NOT_LISTED'],
    [android('K'), 'UNKNOWN null ANDROID'],
    [
      'Mozilla/5.0 (Linux; U; Android 9; en-US; SM-G965F Build/PPR1) Gecko',
      'INCOMPATIBLE Samsung Galaxy S9+ INCOMPATIBLE',
    ],
    ['Mozilla/5.0 (Android 14; Mobile; rv:127.0) Gecko/127.0 Firefox/127.0', 'UNKNOWN null ANDROID'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15', 'UNKNOWN null OTHER'],
    ['', 'UNKNOWN null OTHER'],
    ['curl/8.5.0', 'UNKNOWN null OTHER'],
    [`${'x'.repeat(2_000)} Android 14; SM-S921B)`, 'UNKNOWN null OTHER'],
    [android('y'.repeat(500)), 'UNKNOWN null NAME_TOO_LONG'],
  ])('%j: %s', (userAgent, expected) => {
    expect(byAgent(userAgent)).toBe(expected);
  });
});

describe('the explanation', () => {
  const text = (model: string, locale: 'en' | 'es' = 'en') => explain(judge({ model }), locale);

  it('says how to be sure, and which versions differ', () => {
    expect(text('iPhone 15')).toMatch(
      /^Apple iPhone 15 works with eSIM\. .*mainland China.*\*#06#.*EID.*carrier lock/,
    );
    expect(text('iPhone 15', 'es')).toMatch(
      /^Apple iPhone 15 funciona con eSIM\. .*China continental.*\*#06#.*operador/,
    );
    expect(text('toaster')).toMatch(/toaster is not on our list.*\*#06#/);
    expect(text('iPad Pro 11')).toMatch(/Wi-Fi.*settings/);
    expect(text('iPad Pro 11')).not.toContain('*#06#');
  });

  it('knows the iPhones that take nothing but eSIM', () => {
    expect(text('iPhone 14')).toMatch(/United States take eSIM only.*mainland China/);
    expect(text('iPhone 13')).not.toContain('United States');
  });

  it('leaves no hope where there is none', () => {
    expect(text('Galaxy S9')).not.toContain('*#06#');
    expect(text('Galaxy S9')).toContain('do not buy');
  });

  it('tells an iPhone to pick its model', () => {
    expect(explain(judge({ userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1)' }), 'en')).toContain(
      'pick yours from the list',
    );
  });
});

describe('the list', () => {
  it('has every large brand, each model once, and the day it was gone through', () => {
    const brands = new Set(deviceModels.map(({ brand }) => brand));
    for (const brand of 'Apple Samsung Google Xiaomi Oppo Honor Huawei Motorola Sony Nothing OnePlus Fairphone Asus'.split(
      ' ',
    ))
      expect(brands, brand).toContain(brand);
    expect(deviceListAsOf).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  it('has no two models that answer to one name or code', () => {
    for (const device of deviceModels) {
      for (const name of [...namesOf(device), ...device.codes])
        expect([name, findModel(name)]).toEqual([name, device]);
    }
    expect(deviceModels.length).toBeGreaterThan(150);
  });

  it('offers popular ones when nothing is typed', () => {
    expect(searchModels('  ')).toEqual(popularModels);
    expect(popularModels).toHaveLength(18);
  });

  it('finds by words in any order, the exact one first, at most 20', () => {
    expect(
      searchModels('pro pixel').every(({ model }) => model.startsWith('Pixel') && model.includes('Pro')),
    ).toBe(true);
    expect(searchModels('iphone 14')[0]?.model).toBe('iPhone 14');
    expect(searchModels('iphone 14')).toHaveLength(4);
    expect(searchModels('s24+')[0]?.model).toBe('Galaxy S24+');
    expect(searchModels('apple')).toHaveLength(20);
    expect(searchModels('sm-s921')[0]?.model).toBe('Galaxy S24');
    expect(searchModels('%')).toEqual([]);
    expect(searchModels('x'.repeat(10_000))).toEqual([]);
  });
});
