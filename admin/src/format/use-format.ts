import { useMemo } from 'react';
import { useLocale } from 'react-admin';
import { formatMoney, type Money } from './money.ts';

const megabytesOfGigabyte = 1024;

/** How values are written in the language of the desk. */
export function useFormat() {
  const locale = useLocale();
  return useMemo(() => {
    const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
    const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
    const places = new Intl.DisplayNames(locale, { type: 'region' });
    const list = new Intl.ListFormat(locale);
    return {
      money: (money: Money) => formatMoney(money, locale),
      dateTime: (iso: string) => dateTime.format(new Date(iso)),
      number: (value: number) => number.format(value),
      /** 5120 MB as "5 GB"; what is under a gigabyte stays in megabytes. */
      data: (megabytes: number) =>
        megabytes < megabytesOfGigabyte
          ? `${number.format(megabytes)} MB`
          : `${number.format(megabytes / megabytesOfGigabyte)} GB`,
      places: (codes: readonly string[]) => list.format(codes.map((code) => places.of(code) ?? code)),
    };
  }, [locale]);
}
