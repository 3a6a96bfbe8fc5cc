import type { ByLocale } from '../prose/block.ts';

type Words = typeof en;

const en = {
  description:
    'What you see on your phone, and what to do about it: no internet after landing, a QR code that cannot be scanned, payments, refunds.',
  search: 'What is the matter?',
  example: 'For example: no internet',
  nothing: 'Nothing fits these words. Try fewer of them, or write to us: a person reads it.',
  groups: {
    connect: 'Getting online',
    install: 'Installing',
    use: 'On the trip',
    order: 'Order and payment',
  },
  next: 'Next step',
  others: 'More on this',
  person: 'Does this not help?',
  personText: 'Write to us. A person reads it; with your order number we find you at once.',
  write: 'Write a mail',
  mailSubject: 'Help: {{about}}',
  mailBody: 'Order number:\nPhone and model:\nWhere are you now:\nWhat do you see:\n',
  found: 'Articles found: {{count}}',
};

const es: Words = {
  description:
    'Lo que ves en tu móvil y qué hacer: sin internet al aterrizar, un código QR que no se escanea, pagos, reembolsos.',
  search: '¿Qué ocurre?',
  example: 'Por ejemplo: sin internet',
  nothing: 'Nada encaja con esas palabras. Prueba con menos o escríbenos: lo lee una persona.',
  groups: {
    connect: 'Conectarse',
    install: 'Instalar',
    use: 'Durante el viaje',
    order: 'Pedido y pago',
  },
  next: 'Siguiente paso',
  others: 'Más sobre esto',
  person: '¿No te ayuda?',
  personText: 'Escríbenos. Lo lee una persona; con tu número de pedido te encontramos enseguida.',
  write: 'Escribir un correo',
  mailSubject: 'Ayuda: {{about}}',
  mailBody: 'Número de pedido:\nMóvil y modelo:\nDónde estás ahora:\nQué ves:\n',
  found: 'Artículos encontrados: {{count}}',
};

/** The words of the help centre: loaded with it, not with every page. */
export const helpWords: ByLocale<Words> = { en, es };
