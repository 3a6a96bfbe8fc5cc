import { describe, expect, it } from 'vitest';
import { agreementName, forgetKey, forgetOrder, keyOf, rememberOrder } from './intent.ts';

function memory() {
  const kept = new Map<string, string>();
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  };
}
const intent = { planId: 'p1', quantity: 1, amount: 500, currency: 'USD' };
const two = { ...intent, quantity: 2, amount: 1000 };
const minute = 60_000;
/** An order that waits half an hour. */
const waiting = (number: string) => ({ number, expiresAt: new Date(Date.now() + 30 * minute).toISOString() });
/** A browser and one of its tabs. */
const browser = () => ({ store: memory(), tab: memory() });

describe('the key of an intent', () => {
  it('is the same for the same wish, across reloads and tabs', () => {
    const { store } = browser();
    expect(keyOf(intent, store)).toBe(keyOf({ ...intent }, store));
  });
  it('is another for another quantity, total or currency', () => {
    const { store } = browser();
    const keys = [intent, two, { ...intent, amount: 501 }, { ...intent, currency: 'EUR' }];
    expect(new Set(keys.map((each) => keyOf(each, store))).size).toBe(4);
  });
  it('is asked again with for five minutes, and as long as its order waits', () => {
    const { store, tab } = browser();
    const now = Date.now();
    const key = keyOf(intent, store, now);
    expect(keyOf(intent, store, now + 4 * minute)).toBe(key);
    expect(keyOf(intent, store, now + 6 * minute)).not.toBe(key);
    const other = keyOf(intent, store);
    rememberOrder(intent, waiting('TR-1'), { store, tab });
    expect(keyOf(intent, store, now + 29 * minute)).toBe(other);
    expect(keyOf(intent, store, now + 31 * minute)).not.toBe(other);
  });
  it('is new once its order was paid, and agreed to anew', () => {
    const { store, tab } = browser();
    tab.setItem(agreementName('p1'), '2');
    const before = keyOf(intent, store);
    rememberOrder(intent, waiting('TR-1'), { store, tab });
    forgetOrder('p1', 'TR-1', { store, tab });
    expect(tab.getItem(agreementName('p1'))).toBe('');
    expect(keyOf(intent, store)).not.toBe(before);
  });
  it('stays when another order of the same plan is over', () => {
    const { store, tab } = browser();
    const key = keyOf(intent, store);
    rememberOrder(intent, waiting('TR-2'), { store, tab });
    forgetOrder('p1', 'TR-1', { store, tab });
    expect(keyOf(intent, store)).toBe(key);
    expect(rememberOrder(two, waiting('TR-3'), { store, tab })).toBe('TR-2');
  });
  it('is new when the server knows it for another wish', () => {
    const { store } = browser();
    const key = keyOf(intent, store);
    forgetKey(intent, store);
    expect(keyOf(intent, store)).not.toBe(key);
  });
  it.each(['{broken', '[]', 'null', '{"p1:1:500:USD":"old"}'])('survives a broken store: %s', (text) => {
    const { store } = browser();
    store.setItem('tribi.checkout.wishes', text);
    expect(keyOf(intent, store)).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('the order of an intent', () => {
  it('names the order that it replaces, whose key is never used again', () => {
    const { store, tab } = browser();
    const first = keyOf(intent, store);
    expect(rememberOrder(intent, waiting('TR-1'), { store, tab })).toBeNull();
    expect(rememberOrder(intent, waiting('TR-1'), { store, tab })).toBeNull();
    keyOf(two, store);
    expect(rememberOrder(two, waiting('TR-2'), { store, tab })).toBe('TR-1');
    expect(keyOf(intent, store)).not.toBe(first);
    forgetOrder('p1', 'TR-2', { store, tab });
    expect(rememberOrder(intent, waiting('TR-3'), { store, tab })).toBeNull();
  });
  it('of another tab is not given up', () => {
    const { store, tab } = browser();
    keyOf(intent, store);
    rememberOrder(intent, waiting('TR-1'), { store, tab });
    keyOf(two, store);
    expect(rememberOrder(two, waiting('TR-2'), { store, tab: memory() })).toBeNull();
    expect(rememberOrder(intent, waiting('TR-1'), { store, tab })).toBeNull();
  });
});
