import { describe, expect, it } from 'vitest';
import { baseOf, inLocale, localeOf, withoutLocale } from './locale-path.ts';

describe('the language of an address', () => {
  it('is English at the root and another below its code', () => {
    expect(localeOf('/')).toBe('en');
    expect(localeOf('/esim/es')).toBe('en');
    expect(localeOf('/es')).toBe('es');
    expect(localeOf('/ES/esim/jp')).toBe('es');
  });
  it('is not read out of a word that only begins like it', () => {
    expect(localeOf('/esim')).toBe('en');
    expect(localeOf('/espana')).toBe('en');
  });
});

describe('the same page in another language', () => {
  it('keeps its path', () => {
    expect(inLocale('es', '/esim/jp')).toBe('/es/esim/jp');
    expect(inLocale('en', '/es/esim/jp')).toBe('/esim/jp');
    expect(inLocale('es', '/es/esim/jp')).toBe('/es/esim/jp');
  });
  it('has a home of its own', () => {
    expect(inLocale('es', '/')).toBe('/es');
    expect(inLocale('en', '/es')).toBe('/');
    expect(inLocale('en', '/es/')).toBe('/');
    expect(withoutLocale('/es/')).toBe('/');
    expect(baseOf('en')).toBe('');
  });
});
