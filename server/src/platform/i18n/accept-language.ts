import { isLocale, type Locale } from '../request-context.ts';

/** The tags of Accept-Language, the most wanted first; "*" and what is not wanted at all are left out. */
export function languagesOf(header: string | undefined): string[] {
  return (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const quality = parameters.map((each) => /^\s*q=([\d.]+)$/.exec(each)?.[1]).find(Boolean);
      return { tag, quality: quality ? Number(quality) : 1 };
    })
    .filter(({ tag, quality }) => /^[\w-]+$/.test(tag) && quality > 0)
    .sort((one, other) => other.quality - one.quality)
    .map(({ tag }) => tag);
}

/** The first of them that the shop speaks. */
export function languageOf(header: string | undefined): Locale | null {
  const spoken = languagesOf(header).map((tag) => tag.toLowerCase().split('-')[0] ?? '');
  return spoken.find(isLocale) ?? null;
}
