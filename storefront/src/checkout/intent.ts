/**
 * One wish to buy: the same plan, quantity, and total give the same idempotency key for as long as its order waits, so
 * that a double click, a reload, the back button or a second tab end in one order. Kept in this browser for all its
 * tabs; which order a tab has made last is kept in the tab, which may give up that one alone.
 */
export type Intent = { planId: string; quantity: number; amount: number; currency: string };

/** What an order tells of itself: until when it waits for its payment. */
type Waiting = { number: string; expiresAt?: string | null | undefined };

type Wish = { key: string; until: number; order?: string };
type Store = Pick<Storage, 'getItem' | 'setItem'>;

const WISHES = 'tribi.checkout.wishes';
const ORDERS = 'tribi.checkout.orders';
/** For as long a checkout that nobody answered is asked again with its key; no order waits shorter than this. */
const UNANSWERED_MS = 5 * 60_000;

/** Where a tab keeps what was agreed to for a plan. */
export function agreementName(planId: string): string {
  return `tribi.checkout.agreed.${planId}`;
}

/** The key of this intent, made on first use and when the order it led to is over. */
export function keyOf(intent: Intent, store: Store = localStorage, now = Date.now()): string {
  const wishes = readWishes(store, now);
  const name = nameOf(intent);
  const wish = wishes[name] ?? { key: crypto.randomUUID(), until: now + UNANSWERED_MS };
  store.setItem(WISHES, JSON.stringify({ ...wishes, [name]: wish }));
  return wish.key;
}

/** Remembers the order of an intent; returns the tab's earlier unpaid order for the same plan, now replaced. */
export function rememberOrder(
  intent: Intent,
  { number, expiresAt }: Waiting,
  { store = localStorage, tab = sessionStorage, now = Date.now() }: Stores = {},
): string | null {
  const earlier = readText(tab, ORDERS)[intent.planId];
  const replaced = earlier && earlier !== number ? earlier : null;
  const wishes = readWishes(store, now);
  const wish = wishes[nameOf(intent)];
  if (wish) {
    const until = expiresAt ? Date.parse(expiresAt) : wish.until;
    wishes[nameOf(intent)] = { ...wish, until, order: number };
  }
  store.setItem(WISHES, JSON.stringify(replaced ? without(wishes, replaced) : wishes));
  tab.setItem(ORDERS, JSON.stringify({ ...readText(tab, ORDERS), [intent.planId]: number }));
  return replaced;
}

/** Called when an order needs no more payment: the same choice is a new purchase from now on, agreed to anew. */
export function forgetOrder(
  planId: string,
  number: string,
  { store = localStorage, tab = sessionStorage, now = Date.now() }: Stores = {},
): void {
  store.setItem(WISHES, JSON.stringify(without(readWishes(store, now), number)));
  const orders = readText(tab, ORDERS);
  if (orders[planId] !== number) return;
  delete orders[planId];
  tab.setItem(ORDERS, JSON.stringify(orders));
  tab.setItem(agreementName(planId), '');
}

/** The server knows this key for another wish: the next try has another one. */
export function forgetKey(intent: Intent, store: Store = localStorage, now = Date.now()): void {
  const wishes = readWishes(store, now);
  delete wishes[nameOf(intent)];
  store.setItem(WISHES, JSON.stringify(wishes));
}

/** For who leaves this device to others. */
export function forgetIntents(): void {
  try {
    localStorage.removeItem(WISHES);
    sessionStorage.removeItem(ORDERS);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

type Stores = { store?: Store; tab?: Store; now?: number };

function nameOf({ planId, quantity, amount, currency }: Intent): string {
  return [planId, quantity, amount, currency].join(':');
}

/** Those that still stand; what is over is dropped with the next write. */
function readWishes(store: Store, now: number): Record<string, Wish> {
  const entries = Object.entries(read(store, WISHES)).filter((entry): entry is [string, Wish] => {
    const wish = Object(entry[1]);
    return typeof wish.key === 'string' && typeof wish.until === 'number' && now < wish.until;
  });
  return Object.fromEntries(entries);
}

function without(wishes: Record<string, Wish>, number: string): Record<string, Wish> {
  return Object.fromEntries(Object.entries(wishes).filter(([, { order }]) => order !== number));
}

function readText(store: Store, name: string): Record<string, string> {
  const entries = Object.entries(read(store, name));
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function read(store: Store, name: string): object {
  try {
    const parsed: unknown = JSON.parse(store.getItem(name) ?? '{}');
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
}
