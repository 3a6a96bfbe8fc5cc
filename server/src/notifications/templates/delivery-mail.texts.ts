import type { Message } from '../../platform/i18n/say.ts';

/** The eSIMs that are ready and how they are installed. `…One` and `…Many` are one text by number. */
export const deliveryTexts = {
  deliverySubjectOne: { en: 'Your {place} eSIM is ready', es: 'Tu eSIM de {place} está lista' },
  deliverySubjectMany: {
    en: 'Your {count} {place} eSIMs are ready',
    es: 'Tus {count} eSIM de {place} están listas',
  },
  partSubject: {
    en: '{ready} of your {count} {place} eSIMs are ready',
    es: '{ready} de tus {count} eSIM de {place} están listas',
  },
  partWaitingOne: {
    en: 'One more takes a little longer. There is nothing you need to do: we mail you when it is ready, and if we cannot deliver it you get back what you paid for it.',
    es: 'Otra tardará un poco más. No tienes que hacer nada: te escribiremos cuando esté lista y, si no podemos entregarla, te devolveremos lo que pagaste por ella.',
  },
  partWaitingMany: {
    en: '{count} more take a little longer. There is nothing you need to do: we mail you when they are ready, and if we cannot deliver them you get back what you paid for them.',
    es: 'Otras {count} tardarán un poco más. No tienes que hacer nada: te escribiremos cuando estén listas y, si no podemos entregarlas, te devolveremos lo que pagaste por ellas.',
  },
  partLostOne: {
    en: 'One could not be delivered. What you paid for it goes back the way you paid.',
    es: 'Una no se pudo entregar. Lo que pagaste por ella te llegará por el mismo medio de pago.',
  },
  partLostMany: {
    en: '{count} could not be delivered. What you paid for them goes back the way you paid.',
    es: '{count} no se pudieron entregar. Lo que pagaste por ellas te llegará por el mismo medio de pago.',
  },
  deliveryPreview: {
    en: 'Install it on Wi-Fi before your flight. It takes about two minutes.',
    es: 'Instálala con wifi antes del vuelo. Tardarás unos dos minutos.',
  },
  deliveryLeadOne: {
    en: 'Install it on Wi-Fi before your flight. It takes about two minutes.',
    es: 'Instálala con wifi antes del vuelo. Tardarás unos dos minutos.',
  },
  deliveryLeadMany: {
    en: 'Install each on the phone it is for, on Wi-Fi before your flight. It takes about two minutes.',
    es: 'Instala cada una en su móvil, con wifi, antes del vuelo. Tardarás unos dos minutos.',
  },
  position: { en: 'eSIM {position} of {count}', es: 'eSIM {position} de {count}' },
  unlimited: { en: 'Unlimited', es: 'Ilimitado' },
  daysOne: { en: '{count} day', es: '{count} día' },
  daysMany: { en: '{count} days', es: '{count} días' },
  fromFirstUse: { en: '{days} from first use', es: '{days} desde el primer uso' },
  fromInstall: { en: '{days} from installation', es: '{days} desde la instalación' },
  countriesMany: { en: '{count} countries', es: '{count} países' },

  onThisPhone: { en: 'Reading this on the phone?', es: '¿Lees esto en el móvil?' },
  installIos: { en: 'Install on iPhone', es: 'Instalar en iPhone' },
  installAndroid: { en: 'Install on Android', es: 'Instalar en Android' },
  onOtherScreen: {
    en: 'Or open this mail on another screen and scan the QR code.',
    es: 'O abre este correo en otra pantalla y escanea el código QR.',
  },
  qrAlt: {
    en: 'QR code of eSIM {position}. The same code is written below.',
    es: 'Código QR de la eSIM {position}. El mismo código está escrito abajo.',
  },
  byHand: { en: 'To enter it by hand', es: 'Para introducirla a mano' },
  activationCode: { en: 'Activation code', es: 'Código de activación' },
  smdpAddress: { en: 'SM-DP+ address', es: 'Dirección SM-DP+' },
  matchingId: {
    en: 'Matching ID (activation code on iPhone)',
    es: 'ID de coincidencia (código de activación en iPhone)',
  },
  iccid: { en: 'ICCID', es: 'ICCID' },

  stepsIphone: { en: 'On iPhone', es: 'En iPhone' },
  stepsAndroid: { en: 'On Android', es: 'En Android' },
  iphone1: {
    en: 'On Wi-Fi, tap Install on iPhone (iOS 17.4 or newer). Or go to Settings > Cellular > Add eSIM > Use QR Code.',
    es: 'Con wifi, toca Instalar en iPhone (iOS 17.4 o posterior). O ve a Ajustes > Datos móviles > Añadir eSIM > Usar código QR.',
  },
  iphone2: {
    en: 'Name the new line Tribi. Keep your own line for calls and texts.',
    es: 'Llama Tribi a la línea nueva. Conserva la tuya para llamadas y mensajes.',
  },
  iphone3: {
    en: 'When you land, go to Settings > Cellular: choose Tribi for Cellular Data, then turn on Data Roaming for this line.',
    es: 'Al aterrizar, ve a Ajustes > Datos móviles: elige Tribi para los datos y activa Itinerancia de datos en esta línea.',
  },
  android1: {
    en: 'On Wi-Fi, tap Install on Android. Or go to Settings > Network & internet > SIMs > Add eSIM (Samsung: Settings > Connections > SIM manager).',
    es: 'Con wifi, toca Instalar en Android. O ve a Ajustes > Red e Internet > SIM > Añadir eSIM (Samsung: Ajustes > Conexiones > Administrador de SIM).',
  },
  android2: {
    en: 'Name the new SIM Tribi. Keep your own SIM for calls and texts.',
    es: 'Llama Tribi a la SIM nueva. Conserva la tuya para llamadas y mensajes.',
  },
  android3: {
    en: 'When you land, choose Tribi for mobile data, then turn on Roaming for this SIM.',
    es: 'Al aterrizar, elige Tribi para los datos móviles y activa Itinerancia (roaming) en esta SIM.',
  },

  goodToKnow: { en: 'Good to know', es: 'Conviene saber' },
  beginsFirstUse: {
    en: 'Your {days} begin when the eSIM first connects at your destination. Installing it early costs you nothing.',
    es: 'Tus {days} empiezan cuando la eSIM se conecta por primera vez en tu destino. Instalarla antes no te quita nada.',
  },
  beginsInstall: {
    en: 'Your {days} begin when you install the eSIM. Install it on Wi-Fi shortly before you leave.',
    es: 'Tus {days} empiezan cuando instalas la eSIM. Instálala con wifi poco antes de salir.',
  },
  roamingCost: {
    en: 'Data roaming on the Tribi line costs nothing extra. Leave it off on your own line.',
    es: 'La itinerancia de datos en la línea de Tribi no cuesta nada más. En tu línea, déjala desactivada.',
  },
  installsOnce: {
    en: 'An eSIM installs once. Do not delete it from the phone until your trip is over.',
    es: 'Una eSIM se instala una sola vez. No la borres del móvil hasta terminar el viaje.',
  },
  keepPrivate: {
    en: 'Whoever has the code can install the eSIM. Share this mail only with the traveller.',
    es: 'Quien tenga el código puede instalar la eSIM. Comparte este correo solo con quien viaja.',
  },
} as const satisfies Record<string, Message>;
