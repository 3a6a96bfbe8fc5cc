import type { Locale } from '../request-context.ts';

/** One text in both languages; `{name}` stands for a value. */
export interface Message {
  en: string;
  es: string;
}

/** A text in the reader's language, with its values filled in. */
export function say(message: Message, locale: Locale, values: Record<string, string | number> = {}): string {
  return message[locale].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/**
 * The text in each language, for what is stored and read later by people of both. A value that is a text itself is
 * filled in in the same language.
 */
export function sayInEach(message: Message, values: Record<string, string | number | Message> = {}): Message {
  const inLocale = (locale: Locale): string => {
    const own = Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'object' ? value[locale] : value,
    ]);
    return say(message, locale, Object.fromEntries(own));
  };
  return { en: inLocale('en'), es: inLocale('es') };
}
