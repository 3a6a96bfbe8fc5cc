import type { Message } from '../platform/i18n/say.ts';
import type { RegionNote } from './device-model.ts';

/** What the check found, first sentence of its answer. */
export const findings = {
  COMPATIBLE: {
    en: '{device} works with eSIM.',
    es: '{device} funciona con eSIM.',
  },
  INCOMPATIBLE: {
    en: '{device} has no eSIM that a traveller can use: please do not buy for this device.',
    es: '{device} no tiene una eSIM que pueda usar un viajero: no compres para este dispositivo.',
  },
  SOME_VERSIONS: {
    en: '{device} works with eSIM, but not every version of it, and yours may be one without.',
    es: '{device} funciona con eSIM, pero no todas sus versiones, y la tuya podría ser una que no la tiene.',
  },
  NOT_LISTED: {
    en: '{device} is not on our list, so we cannot say.',
    es: '{device} no está en nuestra lista, así que no podemos decirlo.',
  },
  NAME_TOO_LONG: {
    en: 'We do not recognise this device. Pick it from the list.',
    es: 'No reconocemos este dispositivo. Elígelo en la lista.',
  },
  IPHONE: {
    en: 'Apple does not tell us which iPhone this is. iPhone XS, XR and all later ones work with eSIM: pick yours from the list.',
    es: 'Apple no nos dice qué iPhone es este. El iPhone XS, el XR y todos los posteriores funcionan con eSIM: elige el tuyo en la lista.',
  },
  IPAD: {
    en: 'Apple does not tell us which iPad this is: pick yours from the list.',
    es: 'Apple no nos dice qué iPad es este: elige el tuyo en la lista.',
  },
  ANDROID: {
    en: 'Your browser does not tell us which phone this is: pick it from the list.',
    es: 'Tu navegador no nos dice qué móvil es este: elígelo en la lista.',
  },
  OTHER: {
    en: 'This does not look like a phone. Pick the phone you will travel with from the list.',
    es: 'Esto no parece un móvil. Elige en la lista el móvil con el que vas a viajar.',
  },
} as const satisfies Record<string, Message>;
export type Finding = keyof typeof findings;

/** Versions that cannot use an eSIM. */
export const regionNotes: Record<RegionNote, Message> = {
  APPLE: {
    en: 'iPhones made for mainland China have no eSIM, nor do some made for Hong Kong and Macao.',
    es: 'Los iPhone fabricados para China continental no tienen eSIM, ni tampoco algunos de Hong Kong y Macao.',
  },
  APPLE_SINCE_14: {
    en: 'Those sold in the United States take eSIM only, which suits a traveller. iPhones made for mainland China have no eSIM that a visitor can use, nor do some made for Hong Kong and Macao.',
    es: 'Los vendidos en Estados Unidos solo usan eSIM, lo que va bien para viajar. Los iPhone fabricados para China continental no tienen una eSIM que pueda usar un visitante, ni tampoco algunos de Hong Kong y Macao.',
  },
  SAMSUNG: {
    en: 'Versions made for mainland China, Hong Kong and Taiwan may have no eSIM.',
    es: 'Las versiones fabricadas para China continental, Hong Kong y Taiwán pueden no tener eSIM.',
  },
  SAMSUNG_EARLY: {
    en: 'Versions made for China, Hong Kong, South Korea and the United States may have no eSIM.',
    es: 'Las versiones fabricadas para China, Hong Kong, Corea del Sur y Estados Unidos pueden no tener eSIM.',
  },
  PIXEL_3: {
    en: 'Those from Australia, Japan and Taiwan, and from most carriers in the United States and Canada, have no eSIM.',
    es: 'Los de Australia, Japón y Taiwán, y los de la mayoría de operadores de Estados Unidos y Canadá, no tienen eSIM.',
  },
  PIXEL_3A: {
    en: 'Those from Japan, South East Asia and Verizon have no eSIM.',
    es: 'Los de Japón, del sudeste asiático y de Verizon no tienen eSIM.',
  },
  CHINA: {
    en: 'Versions made for mainland China have no eSIM.',
    es: 'Las versiones fabricadas para China continental no tienen eSIM.',
  },
  SONY: {
    en: 'Versions with two physical SIM cards, sold in Hong Kong and Taiwan, have no eSIM.',
    es: 'Las versiones con dos tarjetas SIM físicas, vendidas en Hong Kong y Taiwán, no tienen eSIM.',
  },
  SOME_COUNTRIES: {
    en: 'In some countries it is sold without eSIM.',
    es: 'En algunos países se vende sin eSIM.',
  },
  CELLULAR_ONLY: {
    en: 'Only the version with a mobile connection, not the Wi-Fi one.',
    es: 'Solo la versión con conexión móvil, no la de wifi.',
  },
};

/** How to be sure, the end of every answer that leaves hope. */
export const check = {
  DIAL: {
    en: 'To be sure, dial *#06# on it: if an EID appears, it has an eSIM. It must also be free of carrier lock.',
    es: 'Para estar seguro, marca *#06# en él: si aparece un EID, tiene eSIM. Además no debe estar bloqueado por un operador.',
  },
  SETTINGS: {
    en: 'To be sure, look for an EID in its settings, under About. It must also be free of carrier lock.',
    es: 'Para estar seguro, busca un EID en los ajustes, en «Información». Además no debe estar bloqueado por un operador.',
  },
} as const satisfies Record<string, Message>;

export const deviceListSource: Message = {
  en: 'Kept by us from what the makers say of their own phones. Newer phones may be missing, and a version sold in one country may differ from the others.',
  es: 'La mantenemos con lo que dicen los fabricantes de sus propios móviles. Puede faltar alguno reciente, y una versión vendida en un país puede ser distinta de las demás.',
};
