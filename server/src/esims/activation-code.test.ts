import { describe, expect, it } from 'vitest';
import { parseActivationCode } from './activation-code.ts';
import { parseIccid } from './iccid.ts';
import { installLinks } from './install-links.ts';

describe('an activation code', () => {
  it('gives its parts', () => {
    expect(parseActivationCode('LPA:1$smdp.example.com$7K3M-q9')).toEqual({
      ok: true,
      value: {
        activationCode: 'LPA:1$smdp.example.com$7K3M-q9',
        smdpAddress: 'smdp.example.com',
        matchingId: '7K3M-q9',
        confirmationRequired: false,
      },
    });
  });

  it.each([
    [' lpa:1$RSP.Example.com$T \n', 'LPA:1$RSP.Example.com$T', false],
    ['LPA:1$smdp.example.com$T$1.3.6.1.4.1.31746', 'LPA:1$smdp.example.com$T$1.3.6.1.4.1.31746', false],
    ['LPA:1$smdp.example.com$T$$1', 'LPA:1$smdp.example.com$T$$1', true],
    ['LPA:1$smdp.example.com$T$1.3.6$1', 'LPA:1$smdp.example.com$T$1.3.6$1', true],
    ['LPA:1$smdp.example.com$T$$$key-1', 'LPA:1$smdp.example.com$T$$$key-1', false],
  ])('%j is read as %j', (text, activationCode, confirmationRequired) => {
    expect(parseActivationCode(text)).toMatchObject({
      ok: true,
      value: { activationCode, confirmationRequired },
    });
  });

  it.each([
    ['', 'EMPTY'],
    ['   ', 'EMPTY'],
    ['1$smdp.example.com$T', 'PREFIX'],
    ['7f1d1f0a-uuid', 'PREFIX'],
    ['LPA:2$smdp.example.com$T', 'FORMAT'],
    ['LPA:1$smdp.example.com', 'FORMAT'],
    ['LPA:1$$T', 'HOST'],
    ['LPA:1$localhost$T', 'HOST'],
    ['LPA:1$10.0.0.1$T', 'HOST'],
    ['LPA:1$-smdp.example.com$T', 'HOST'],
    ['LPA:1$smdp..com$T', 'HOST'],
    ['LPA:1$smdp.example.com:443$T', 'HOST'],
    ['LPA:1$smdp.example.com$', 'MATCHING_ID_EMPTY'],
    ['LPA:1$smdp.example.com$A B', 'MATCHING_ID'],
    ['LPA:1$smdp.example.com$A_B', 'MATCHING_ID'],
    ['LPA:1$smdp.example.com$T$1', 'OID'],
    ['LPA:1$smdp.example.com$T$$0', 'CONFIRMATION_FLAG'],
    ['LPA:1$smdp.example.com$T$$1$<x>', 'FORMAT'],
    [`LPA:1$smdp.example.com$${'T'.repeat(233)}`, 'TOO_LONG'],
  ])('%j is none: %s', (text, reason) => {
    expect(parseActivationCode(text)).toEqual({ ok: false, reason });
  });

  it('may have 255 characters', () => {
    expect(parseActivationCode(`LPA:1$smdp.example.com$${'T'.repeat(232)}`).ok).toBe(true);
  });
});

describe('an ICCID', () => {
  it.each([
    ['8934071100000000004', '8934071100000000004', null],
    [' 8934 0711 0000 0000 004F', '8934071100000000004', null],
    ['8934071100000000009', '8934071100000000009', 'LUHN'],
    ['893407110000000000', '893407110000000000', null],
    ['89999000000000000007', '89999000000000000007', null],
  ])('%j is read as %j with warning %j', (text, iccid, warning) => {
    expect(parseIccid(text)).toEqual({ ok: true, value: { iccid, warning } });
  });

  it.each(['', '8934', '1234071100000000008', '89340711000000000081234', '8.93E+18', '89340711000000000O8'])(
    '%j is none',
    (text) => {
      expect(parseIccid(text)).toEqual({ ok: false });
    },
  );
});

describe('install links', () => {
  it('carry the whole code', () => {
    const code = 'LPA:1$smdp.example.com$7K3M-Q9$1.3.6$1';
    const { ios, android } = installLinks(code);
    expect(ios).toBe(`https://esimsetup.apple.com/esim_qrcode_provisioning?carddata=${code}`);
    expect(new URL(ios).searchParams.get('carddata')).toBe(code);
    expect(new URL(android).searchParams.get('carddata')).toBe(code);
    expect(new URL(android).host).toBe('esimsetup.android.com');
  });

  it('encode what a query cannot hold', () => {
    expect(new URL(installLinks('LPA:1$a.b$x&y=z#?').ios).searchParams.get('carddata')).toBe(
      'LPA:1$a.b$x&y=z#?',
    );
  });
});
