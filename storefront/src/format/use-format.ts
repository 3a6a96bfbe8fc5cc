import { useMemo } from 'react';
import { usePreferences } from '../preferences/preferences.tsx';
import { formatData } from './data-amount.ts';
import { type Amount, formatMoney } from './money.ts';

/** Money, data, dates and names of countries in the visitor's language. */
export function useFormat() {
  const { locale, tag } = usePreferences();
  return useMemo(() => {
    const names = new Intl.DisplayNames([locale], { type: 'region', fallback: 'code' });
    const day = new Intl.DateTimeFormat(tag, { dateStyle: 'medium' });
    const plain = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeZone: 'UTC' });
    const moment = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short' });
    const clock = new Intl.DateTimeFormat(tag, { timeStyle: 'short' });
    const list = new Intl.ListFormat(locale, { type: 'conjunction' });
    return {
      money: (amount: Amount) => formatMoney(amount, tag),
      data: (megabytes: number) => formatData(megabytes, tag),
      date: (iso: string) => day.format(new Date(iso)),
      /** A day of the calendar, the same day everywhere. */
      plainDate: (iso: string) => plain.format(new Date(iso)),
      dateTime: (iso: string) => moment.format(new Date(iso)),
      time: (iso: string) => clock.format(new Date(iso)),
      country: (iso2: string) => names.of(iso2) ?? iso2,
      list: (items: string[]) => list.format(items),
    };
  }, [locale, tag]);
}
