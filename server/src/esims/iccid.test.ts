import { describe, expect, it } from 'vitest';
import { luhnWarning, parseIccid } from './iccid.ts';

describe('an ICCID', () => {
  it.each([
    ['8901120200045678903', '8901120200045678903'],
    ['89 0112 0200-0456 78903', '8901120200045678903'],
    ['898829900000000017', '898829900000000017'],
    ['8901120200045678903F', '8901120200045678903'],
  ])('%j is %j', (text, iccid) => {
    expect(parseIccid(text)).toMatchObject({ ok: true, value: { iccid } });
  });

  it.each([
    '',
    '   ',
    '8801120200045678903',
    '89011202000456789',
    '890112020004567890312',
    '8.90112E+18',
    '89011202000456789O7',
    'F8901120200045678903',
  ])('%j is none', (text) => {
    expect(parseIccid(text)).toEqual({ ok: false });
  });

  it('whose last digit is wrong is taken with a warning; one of 18 digits has no check digit', () => {
    expect(parseIccid('8901120200045678901')).toEqual({
      ok: true,
      value: { iccid: '8901120200045678901', warning: 'LUHN' },
    });
    expect(parseIccid('8901120200045678903')).toMatchObject({ value: { warning: null } });
    expect(luhnWarning('890112020004567890')).toBeNull();
  });

  it('is checked by exactly one of the ten last digits', () => {
    const valid = Array.from({ length: 10 }, (_, digit) => `890112020004567890${digit}`).filter(
      (each) => !luhnWarning(each),
    );
    expect(valid).toHaveLength(1);
  });
});
