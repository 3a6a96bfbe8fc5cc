import { usePreferences } from '../preferences/preferences.tsx';
import { formatData } from './data-amount.ts';
import { type Amount, formatMoney } from './money.ts';

type Format = ReturnType<typeof createFormat>;

/** Making what formats is slow, and a page asks for it in each of its rows: once for each language, then kept. */
const kept = new Map<string, Format>();
/** The server draws for visitors of every language; more than this are not kept. */
const MOST_KEPT = 64;

/** Money, data, dates and names of countries in the visitor's language. */
export function useFormat(): Format {
  const { locale, tag } = usePreferences();
  const key = `${locale} ${tag}`;
  const format = kept.get(key) ?? createFormat(locale, tag);
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(key, format);
  return format;
}

function createFormat(locale: string, tag: string) {
  const names = once(() => new Intl.DisplayNames([locale], { type: 'region', fallback: 'code' }));
  const day = once(() => new Intl.DateTimeFormat(tag, { dateStyle: 'medium' }));
  const plain = once(() => new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeZone: 'UTC' }));
  const moment = once(() => new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short' }));
  const clock = once(() => new Intl.DateTimeFormat(tag, { timeStyle: 'short' }));
  const list = once(() => new Intl.ListFormat(locale, { type: 'conjunction' }));
  return {
    money: (amount: Amount) => formatMoney(amount, tag),
    data: (megabytes: number) => formatData(megabytes, tag),
    date: (iso: string) => day().format(new Date(iso)),
    /** A day of the calendar, the same day everywhere. */
    plainDate: (iso: string) => plain().format(new Date(iso)),
    dateTime: (iso: string) => moment().format(new Date(iso)),
    time: (iso: string) => clock().format(new Date(iso)),
    country: (iso2: string) => names().of(iso2) ?? iso2,
    list: (items: string[]) => list().format(items),
  };
}

function once<Made>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
