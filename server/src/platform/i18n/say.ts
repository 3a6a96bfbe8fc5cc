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
