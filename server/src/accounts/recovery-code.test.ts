import { describe, expect, it } from 'vitest';
import { newRecoveryCodes, readRecoveryCode } from './recovery-code.ts';

describe('recovery codes', () => {
  it('are ten, each different, without letters that are misread', () => {
    const codes = newRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^([2-9A-HJKMNP-TV-Z]{4})(-[2-9A-HJKMNP-TV-Z]{4}){2}$/);
  });

  it('are read however they are typed', () => {
    const [code = ''] = newRecoveryCodes();
    const plain = code.replaceAll('-', '');
    for (const typed of [code, plain, code.toLowerCase(), ` ${code.replaceAll('-', ' ')} `])
      expect(readRecoveryCode(typed)).toBe(plain);
  });

  it.each(['', '123456', '7KQM-X2RB', '7KQM-X2RB-9WH0', '7KQM-X2RB-9WHT-A', 'ÄKQM-X2RB-9WHT'])(
    'are not read from %j',
    (text) => {
      expect(readRecoveryCode(text)).toBeNull();
    },
  );
});
