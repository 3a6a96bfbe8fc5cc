import { useMemo } from 'react';
import { useLocale } from 'react-admin';
import { distanceOf } from './distance.ts';
import { formatMoney, type Money } from './money.ts';

const megabytesOfGigabyte = 1024;
const shortMoment = {
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
} as const;

const zoned = {
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  timeZoneName: 'short',
} as const;

/** How values are written in the language of the desk. */
export function useFormat() {
  const locale = useLocale();
  return useMemo(() => {
    const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
    const exact = new Intl.DateTimeFormat(locale, { ...zoned, second: '2-digit' });
    const deadline = new Intl.DateTimeFormat(locale, zoned);
    const distance = new Intl.RelativeTimeFormat(locale, { numeric: 'always', style: 'long' });
    const moment = new Intl.DateTimeFormat(locale, { ...shortMoment, year: '2-digit' });
    const thisYear = new Intl.DateTimeFormat(locale, shortMoment);
    const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
    const places = new Intl.DisplayNames(locale, { type: 'region' });
    const languages = new Intl.DisplayNames(locale, { type: 'language' });
    const list = new Intl.ListFormat(locale);
    return {
      money: (money: Money) => formatMoney(money, locale),
      dateTime: (iso: string) => dateTime.format(new Date(iso)),
      /** Until when something must be done, with the zone it is told in. */
      deadline: (iso: string) => deadline.format(new Date(iso)),
      /** To the second, with the zone: it is compared with other people's clocks. */
      dateTimeExact: (iso: string) => exact.format(new Date(iso)),
      /** How far from now: "3 hours ago", "in 2 days". */
      distance: (iso: string) => {
        const { value, unit } = distanceOf(Date.parse(iso) - Date.now());
        return distance.format(value, unit);
      },
      /** Short enough for a column; the year where it is not this one. */
      moment: (iso: string) => {
        const date = new Date(iso);
        return (date.getFullYear() === new Date().getFullYear() ? thisYear : moment).format(date);
      },
      number: (value: number) => number.format(value),
      /** 5120 MB as "5 GB"; what is under a gigabyte stays in megabytes. */
      data: (megabytes: number) =>
        megabytes < megabytesOfGigabyte
          ? `${number.format(megabytes)} MB`
          : `${number.format(megabytes / megabytesOfGigabyte)} GB`,
      language: (tag: string) => languages.of(tag) ?? tag,
      places: (codes: readonly string[]) => list.format(codes.map((code) => places.of(code) ?? code)),
    };
  }, [locale]);
}
