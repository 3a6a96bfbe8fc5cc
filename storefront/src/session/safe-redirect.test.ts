import { describe, expect, it } from 'vitest';
import { safeRedirect, signInAddress } from './safe-redirect.ts';

const origin = 'https://shop.example';

describe('safeRedirect', () => {
  it('goes back to a page of this site with all it was asked with', () => {
    expect(safeRedirect('/esim/es?data=5#plans', origin)).toBe('/esim/es?data=5#plans');
  });
  it.each([
    null,
    '',
    'account',
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/.//evil.example',
    'javascript:alert(1)',
  ])('ignores %s', (wanted) => {
    expect(safeRedirect(wanted, origin)).toBe('/');
  });
});

describe('signInAddress', () => {
  it('carries the address, but nothing that only the browser is to know', () => {
    const here = { pathname: '/account', search: '?a=1&b=2', hash: '#token=secret' };
    const address = signInAddress(here);
    expect(safeRedirect(new URL(address, origin).searchParams.get('redirect'), origin)).toBe(
      '/account?a=1&b=2',
    );
  });
});
