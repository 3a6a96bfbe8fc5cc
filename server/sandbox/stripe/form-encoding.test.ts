import { describe, expect, it } from 'vitest';
import { FormEncodingError, parseForm } from './form-encoding.ts';

const plain = (text: string) => JSON.parse(JSON.stringify(parseForm(text)));

describe('form encoding', () => {
  it('reads nested names, lists by number and by empty brackets', () => {
    expect(
      plain('amount=5&metadata[order_id]=7&metadata[a+b]=c%26d&expand[0]=charge&expand[1]=payment_intent'),
    ).toEqual({
      amount: '5',
      metadata: { order_id: '7', 'a b': 'c&d' },
      expand: ['charge', 'payment_intent'],
    });
    expect(plain('types[]=a&types[]=b&created[gte]=1')).toEqual({ types: ['a', 'b'], created: { gte: '1' } });
    expect(plain('a[b][c][0][d]=x')).toEqual({ a: { b: { c: [{ d: 'x' }] } } });
    expect(plain('empty=&bare')).toEqual({ empty: '', bare: '' });
    expect(plain('')).toEqual({});
  });

  it('takes a name such as __proto__ for a name', () => {
    const form = parseForm('__proto__[polluted]=yes&constructor[prototype][polluted]=yes');
    expect(Object.hasOwn(form, '__proto__')).toBe(true);
    expect('polluted' in {}).toBe(false);
  });

  it.each([
    'a[b=1',
    'a[b]c=1',
    `a${'[b]'.repeat(9)}=1`,
    'a=%zz',
    Array.from({ length: 1_001 }, () => 'a=1').join('&'),
  ])('refuses %.20s', (text) => {
    expect(() => parseForm(text)).toThrow(FormEncodingError);
  });
});
