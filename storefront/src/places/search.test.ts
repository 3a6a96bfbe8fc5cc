import { describe, expect, it } from 'vitest';
import { fold, searchPlaces } from './search.ts';

const places = [
  { code: 'CI', name: "Côte d'Ivoire", aliases: ['Ivory Coast', 'Abidjan'] },
  { code: 'ID', name: 'Indonesia', aliases: ['Bali', 'Yakarta'] },
  { code: 'IN', name: 'India', aliases: [] },
  { code: 'GB', name: 'United Kingdom', aliases: ['UK', 'London'] },
  { code: 'KR', name: 'South Korea', aliases: ['Seoul'] },
];
const found = (typed: string) => searchPlaces(places, typed).map(({ code }) => code);

describe('fold', () => {
  it('drops accents, case and punctuation', () => {
    expect(fold("  CÔTE d'Ivoire ")).toBe('cote d ivoire');
  });
});

describe('searchPlaces', () => {
  it('shows all when nothing is typed', () => {
    expect(found(' ')).toHaveLength(places.length);
  });
  it('finds names without accents', () => {
    expect(found('cote')).toEqual(['CI']);
  });
  it('finds cities and other names', () => {
    expect(found('bali')).toEqual(['ID']);
    expect(found('uk')).toEqual(['GB']);
  });
  it('puts the exact code and names that begin with it first', () => {
    expect(found('in')).toEqual(['ID', 'IN']);
    expect(found('kor')).toEqual(['KR']);
  });
  it('forgives typing errors when nothing is called so', () => {
    expect(found('Indonseia')).toEqual(['ID']);
    expect(found('untied kingdom')).toEqual(['GB']);
    expect(found('Londn')).toEqual(['GB']);
    expect(found('Abidjn')).toEqual(['CI']);
    // As it is being typed.
    expect(found('Indnoe')).toEqual(['ID']);
    // "india" is India, and no mistyped Indonesia.
    expect(found('india')).toEqual(['IN']);
    for (const nonsense of ['qwertz', 'xyzzy', 'sule', 'kingdom xyzzy']) expect(found(nonsense)).toEqual([]);
  });
  it('takes wildcards as they are', () => {
    expect(found('%')).toEqual([]);
    expect(found('_n')).toEqual(found('n'));
    expect(found('zz')).toEqual([]);
  });
});
