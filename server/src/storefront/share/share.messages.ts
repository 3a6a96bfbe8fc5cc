import type { Message } from '../../platform/i18n/say.ts';

/** The words on share pictures. */
export const shareTexts = {
  shopTitle: { en: 'Travel eSIMs', es: 'eSIM de viaje' },
  shopDetail: {
    en: 'Mobile data in {countries} countries',
    es: 'Datos móviles en {countries} países',
  },
  globalTitle: { en: 'The whole world', es: 'El mundo entero' },
  countryDetail: { en: 'Prepaid travel eSIM', es: 'eSIM de viaje prepago' },
  severalDetail: {
    en: 'One eSIM for {countries} countries',
    es: 'Una eSIM para {countries} países',
  },
  from: { en: 'from', es: 'desde' },
} as const satisfies Record<string, Message>;
