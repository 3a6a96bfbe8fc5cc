import type { Message } from '../platform/i18n/say.ts';
import { storedTexts } from '../platform/i18n/stored-text.ts';
import { attemptDetails } from './attempt-detail.messages.ts';
import { reasons } from './reason.messages.ts';

/** `$4.50`, `MX$90.00`, `KWD 1.380`: an amount as records have it, by `moneyInRecords`; the oldest say `450 USD`. */
const amount = '(?:[^\\p{Ll}\\d]{1,6}[\\d.,]+|\\d+ [A-Z]{3})';
/** Suppliers' names are in capitals, as their switches demand; so "refused by mistake" is nobody's. */
const supplier = '[A-Z][A-Z0-9_]*';
const number = '\\d+';
/** A word that is for programs: of Stripe, of a supplier, or of ours. */
const code = '\\S+';

/** What fills the reasons and details: as narrow as it can be, because staff's own words stand beside them. */
const shapes = {
  amount,
  received: amount,
  expected: amount,
  price: amount,
  currency: '[A-Z]{3}',
  hours: number,
  tries: number,
  supplier,
  suppliers: `${supplier}(?:, ${supplier})*`,
  /** What the catalogue has and no adapter: anything. */
  names: '.+',
  name: '\\p{Lu}[\\p{L}\\d]*',
  status: number,
  code,
  problem: code,
};

/** A stored reason in the reader's language; somebody's own words as they are. */
export const reasonIn = storedTexts(reasons, shapes);

/** The same for how a call to a supplier ended. */
export const attemptDetailIn = storedTexts(attemptDetails, shapes);

/** A reason in each language, for texts that tell of it. */
export const reasonInEach = (text: string): Message => ({ en: text, es: reasonIn(text, 'es') });

/** The same for how a call to a supplier ended. */
export const attemptDetailInEach = (text: string): Message => ({
  en: text,
  es: attemptDetailIn(text, 'es'),
});
