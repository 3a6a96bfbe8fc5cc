import { describe, expect, it } from 'vitest';
import { agreementName, forgetPlan, keyOf, rememberOrder } from './intent.ts';

function memory() {
  const kept = new Map<string, string>();
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  };
}
const intent = { planId: 'p1', quantity: 1, amount: 500, currency: 'USD' };

describe('the key of an intent', () => {
  it('is the same for the same wish, across reloads', () => {
    const store = memory();
    expect(keyOf(intent, store)).toBe(keyOf({ ...intent }, store));
  });
  it('is another for another quantity, total or currency', () => {
    const store = memory();
    const keys = [
      intent,
      { ...intent, quantity: 2 },
      { ...intent, amount: 501 },
      { ...intent, currency: 'EUR' },
    ];
    expect(new Set(keys.map((each) => keyOf(each, store))).size).toBe(4);
  });
  it('is new once the plan was paid', () => {
    const store = memory();
    store.setItem(agreementName('p1'), '2');
    const before = keyOf(intent, store);
    forgetPlan('p1', store);
    expect(store.getItem(agreementName('p1'))).toBe('');
    expect(keyOf(intent, store)).not.toBe(before);
  });
  it('survives a broken store', () => {
    const store = memory();
    store.setItem('tribi.checkout.keys', '{broken');
    expect(keyOf(intent, store)).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('the order of an intent', () => {
  it('names the order it replaces', () => {
    const store = memory();
    expect(rememberOrder(intent, 'TR-1', store)).toBeNull();
    expect(rememberOrder(intent, 'TR-1', store)).toBeNull();
    expect(rememberOrder({ ...intent, quantity: 2 }, 'TR-2', store)).toBe('TR-1');
    forgetPlan('p1', store);
    expect(rememberOrder(intent, 'TR-3', store)).toBeNull();
  });
});
