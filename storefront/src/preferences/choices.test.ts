import { describe, expect, it } from 'vitest';
import { chooseCurrency, chooseLocale, formatTag } from './choices.ts';

describe('chooseLocale', () => {
  it('keeps what was chosen before', () => {
    expect(chooseLocale('es', ['en-GB'])).toBe('es');
  });
  it('takes the first language of the browser that we speak', () => {
    expect(chooseLocale(null, ['fr-FR', 'es-MX', 'en'])).toBe('es');
  });
  it('ignores a cookie that is not a language of ours', () => {
    expect(chooseLocale('xx', ['de'])).toBe('en');
  });
});

describe('chooseCurrency', () => {
  it('keeps what was chosen before', () => {
    expect(chooseCurrency('JPY', ['en-US'])).toBe('JPY');
  });
  it('follows the country of the first language', () => {
    expect(chooseCurrency(null, ['es-ES', 'en-US'])).toBe('EUR');
    expect(chooseCurrency(null, ['zh-Hans-JP'])).toBe('JPY');
  });
  it('is dollars where the country is not told, not known, or the cookie is broken', () => {
    expect(chooseCurrency(null, ['es'])).toBe('USD');
    expect(chooseCurrency('<b>', [])).toBe('USD');
  });
});

describe('formatTag', () => {
  it('is the regional form the browser asks for', () => {
    expect(formatTag('es', ['en-US', 'es-MX'])).toBe('es-MX');
    expect(formatTag('es', ['en-US'])).toBe('es');
  });
  it('passes over what the platform does not understand', () => {
    expect(formatTag('en', ['en-US@posix', 'en-GB'])).toBe('en-GB');
    expect(formatTag('en', ['en-US@posix'])).toBe('en');
  });
});
