import { Secret } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { matchingStep, newTotpSecret, totpUrl } from './totp.ts';

const at = (seconds: number) => new Date(seconds * 1000);

describe('a time-based code', () => {
  // RFC 6238, appendix B, the last six of its eight digits.
  const secret = Secret.fromUTF8('12345678901234567890').base32;
  it.each([
    [59, '287082', 1],
    [1_111_111_109, '081804', 37_037_036],
    [1_111_111_111, '050471', 37_037_037],
    [1_234_567_890, '005924', 41_152_263],
    [2_000_000_000, '279037', 66_666_666],
    [20_000_000_000, '353130', 666_666_666],
  ])('of second %i is %s, of step %i', (seconds, code, step) => {
    expect(matchingStep(secret, code, at(seconds))).toBe(step);
  });

  it('is known by its own step, one before and one after the present one', () => {
    const code = '050471';
    const own = 37_037_037;
    for (const [step, found] of [
      [own - 2, null],
      [own - 1, own],
      [own, own],
      [own + 1, own],
      [own + 2, null],
    ] as const)
      expect(matchingStep(secret, code, at(step * 30)), String(step)).toBe(found);
  });

  it('of another secret is none', () => {
    expect(matchingStep(newTotpSecret(), '050471', at(1_111_111_111))).toBeNull();
  });
});

describe('a new secret', () => {
  it('has 160 random bits and stands in the link that apps read', () => {
    const secret = newTotpSecret();
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(newTotpSecret()).not.toBe(secret);
    const url = new URL(totpUrl(secret, 'a+b@example.com'));
    expect(url.protocol).toBe('otpauth:');
    expect(decodeURIComponent(url.pathname)).toContain('Tribi:a+b@example.com');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      issuer: 'Tribi',
      secret,
      algorithm: 'SHA1',
      digits: '6',
      period: '30',
    });
  });
});
