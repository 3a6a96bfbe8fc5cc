import type { ByLocale } from '../prose/block.ts';

type Words = typeof en;

const en = {
  description:
    'Most things are solved quickest in the help centre. For everything else, write to us: a person reads it.',
  subject: 'a question',
  write: 'Write to us',
  ways: {
    help: {
      title: 'Help by symptom',
      text: 'Step by step, from no internet to refunds.',
    },
    orders: {
      title: 'Your orders and eSIMs',
      text: 'QR codes, what you paid, what is happening.',
    },
    status: {
      title: 'Does the shop work?',
      text: 'Shop, payments, delivery and mails right now.',
    },
  },
};

const es: Words = {
  description:
    'Casi todo se resuelve antes en el centro de ayuda. Para lo demás, escríbenos: lo lee una persona.',
  subject: 'una pregunta',
  write: 'Escríbenos',
  ways: {
    help: {
      title: 'Ayuda por síntomas',
      text: 'Paso a paso, desde «sin internet» hasta los reembolsos.',
    },
    orders: {
      title: 'Tus pedidos y eSIM',
      text: 'Códigos QR, lo que pagaste, lo que está pasando.',
    },
    status: {
      title: '¿Funciona la tienda?',
      text: 'Tienda, pagos, entrega y correos en este momento.',
    },
  },
};

/** The words of the contact page: loaded with it, not with every page. */
export const contactWords: ByLocale<Words> = { en, es };
