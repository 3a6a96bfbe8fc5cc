import type { Locale } from '../platform/request-context.ts';

/** The first that fits; browsers that build on another name it too, so they stand before it. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\bOPR\/|\bOpera\b/, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|CriOS|HeadlessChrome)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'Mac'],
  [/\bLinux\b/, 'Linux'],
];
const maxLength = 300;

/** A User-Agent in plain words: `Chrome on Windows`, `Safari en iPhone`. Whatever else it is stays unknown. */
export function deviceInWords(userAgent: string | null, locale: Locale): string {
  const text = (userAgent ?? '').slice(0, maxLength);
  const nameOf = (names: typeof browsers) => names.find(([pattern]) => pattern.test(text))?.[1];
  const [browser, system] = [nameOf(browsers), nameOf(systems)];
  if (browser && system) return `${browser} ${locale === 'es' ? 'en' : 'on'} ${system}`;
  return browser ?? system ?? (locale === 'es' ? 'Dispositivo desconocido' : 'Unknown device');
}
