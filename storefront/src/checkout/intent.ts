/**
 * One wish to buy, kept for the life of the tab: the same plan, quantity, and total always give the same idempotency
 * key, so that a double click, a reload or the back button end in one order.
 */
export type Intent = { planId: string; quantity: number; amount: number; currency: string };

const KEYS = 'tribi.checkout.keys';
const ORDERS = 'tribi.checkout.orders';

/** Where a tab keeps what was agreed to for a plan. */
export function agreementName(planId: string): string {
  return `tribi.checkout.agreed.${planId}`;
}

type Store = Pick<Storage, 'getItem' | 'setItem'>;

function read(store: Store, name: string): Record<string, string> {
  try {
    const parsed: unknown = JSON.parse(store.getItem(name) ?? '{}');
    if (typeof parsed !== 'object' || parsed === null) return {};
    return Object.fromEntries(Object.entries(parsed).filter(([, value]) => typeof value === 'string'));
  } catch {
    return {};
  }
}

function write(store: Store, name: string, key: string, value: string): void {
  store.setItem(name, JSON.stringify({ ...read(store, name), [key]: value }));
}

function nameOf({ planId, quantity, amount, currency }: Intent): string {
  return [planId, quantity, amount, currency].join(':');
}

/** The key of this intent, made on first use. */
export function keyOf(intent: Intent, store: Store = sessionStorage): string {
  const name = nameOf(intent);
  const known = read(store, KEYS)[name];
  if (known) return known;
  const key = crypto.randomUUID();
  write(store, KEYS, name, key);
  return key;
}

/** Remembers the order of an intent; returns the tab's earlier unpaid order for the same plan, now replaced. */
export function rememberOrder(
  intent: Intent,
  orderNumber: string,
  store: Store = sessionStorage,
): string | null {
  const earlier = read(store, ORDERS)[intent.planId];
  write(store, ORDERS, intent.planId, orderNumber);
  return earlier && earlier !== orderNumber ? earlier : null;
}

/** Called when an order needs no more payment: the same choice is a new purchase from now on, agreed to anew. */
export function forgetPlan(planId: string, store: Store = sessionStorage): void {
  write(store, ORDERS, planId, '');
  store.setItem(agreementName(planId), '');
  for (const name of Object.keys(read(store, KEYS))) {
    if (name.startsWith(`${planId}:`)) write(store, KEYS, name, '');
  }
}
