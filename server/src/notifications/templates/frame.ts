import { say } from '../../platform/i18n/say.ts';
import type { Locale } from '../../platform/request-context.ts';
import { mailTexts } from '../mail.texts.ts';

/** What every mail knows of the shop. */
export interface ShopFacts {
  publicUrl: string;
  supportEmail: string;
  isSandbox: boolean;
}

type Translate = (key: keyof typeof mailTexts, values?: Record<string, string | number>) => string;

/** What every mail is written with: the shop, the language, and the texts in it. */
export interface Frame extends ShopFacts {
  locale: Locale;
  t: Translate;
  /** Where mails like this one are ended; none where they always go out. */
  unsubscribeUrl?: string;
}

export const frameOf = (shop: ShopFacts, locale: Locale): Frame => ({
  ...shop,
  locale,
  t: (key, values) => say(mailTexts[key], locale, values),
});
