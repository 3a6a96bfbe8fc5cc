import { type Message, say } from '../platform/i18n/say.ts';
import type { Locale } from '../platform/request-context.ts';

/**
 * What buyers agree to before they pay, by version. A version that orders refer to is never changed: another wording
 * is another version, put at the end. A process that does not know it yet refuses it: replace all of them together, or
 * have it known for a release before it is the last.
 *
 * Directive 2011/83/EU, article 16(a) and (m), asks for it: a service or digital content that begins at once, with the
 * buyer's express consent and knowledge that the right of withdrawal ends.
 */
const versions: readonly { version: string; text: Message }[] = [
  {
    version: '2026-11',
    text: {
      en: 'My phone takes eSIMs and is not locked to an operator. I want my eSIM at once, and I know that my right of withdrawal ends when it is installed.',
      es: 'Mi teléfono admite eSIM y no está bloqueado por un operador. Quiero mi eSIM ahora mismo, y sé que mi derecho de desistimiento termina cuando se instala.',
    },
  },
  {
    // Spanish calls it «móvil», as every page of the shop does.
    version: '2026-11-26',
    text: {
      en: 'My phone takes eSIMs and is not locked to an operator. I want my eSIM at once, and I know that my right of withdrawal ends when it is installed.',
      es: 'Mi móvil admite eSIM y no está bloqueado por un operador. Quiero mi eSIM ahora mismo, y sé que mi derecho de desistimiento termina cuando se instala.',
    },
  },
];

export const isConsentVersion = (version: string): boolean =>
  versions.some((known) => known.version === version);

/** What is shown now. */
export function currentConsent(locale: Locale): { version: string; text: string } {
  const current = versions.at(-1);
  if (!current) throw new Error('There is no text to agree to');
  return { version: current.version, text: say(current.text, locale) };
}
