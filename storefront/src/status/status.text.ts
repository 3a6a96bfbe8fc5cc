import type { ByLocale } from '../prose/block.ts';

type Words = typeof en;

const en = {
  description: 'Whether the shop, payments, delivery and mails work right now.',
  overall: {
    WORKING: 'Everything works.',
    DELAYED: 'Something takes longer than usual.',
    INTERRUPTED: 'A part of the shop stands still. We are on it.',
  },
  states: {
    WORKING: 'working',
    DELAYED: 'delayed',
    INTERRUPTED: 'not working',
  },
  parts: {
    shop: {
      name: 'Buying',
      WORKING: 'Plans can be found and ordered.',
      DELAYED: 'Ordering takes longer than usual.',
      INTERRUPTED: 'We have paused sales. Orders already paid are delivered.',
    },
    payments: {
      name: 'Payments',
      WORKING: 'Payments are confirmed at once.',
      DELAYED: 'Confirmations take longer. Do not pay twice: a payment that went through is found.',
      INTERRUPTED: 'We hear nothing from the payment service. Do not pay twice; what was paid is not lost.',
    },
    delivery: {
      name: 'Delivery of eSIMs',
      WORKING: 'eSIMs come within a minute, as a rule.',
      DELAYED: 'Some eSIMs take longer. They come by themselves, or you get your money back.',
      INTERRUPTED:
        'eSIMs ordered now wait. They are delivered as soon as it goes on, or you get your money back.',
    },
    mails: {
      name: 'Mails',
      WORKING: 'Codes and confirmations go out at once.',
      DELAYED: 'Mails take longer. Your eSIM is on your order’s page, too.',
      INTERRUPTED: 'Mails wait and go out later. Your eSIM is on your order’s page, too.',
    },
  },
  checkedAt: 'Looked at {{time}}; this page looks again by itself.',
  down: {
    title: 'The shop does not answer',
    text: 'It may be your connection or us. Orders and payments are kept. This page goes on trying.',
  },
  help: 'Not working for you, although everything is well here?',
};

const es: Words = {
  description: 'Si la tienda, los pagos, la entrega y los correos funcionan en este momento.',
  overall: {
    WORKING: 'Todo funciona.',
    DELAYED: 'Algo tarda más de lo habitual.',
    INTERRUPTED: 'Una parte de la tienda está parada. Estamos en ello.',
  },
  states: {
    WORKING: 'en servicio',
    DELAYED: 'con retrasos',
    INTERRUPTED: 'sin servicio',
  },
  parts: {
    shop: {
      name: 'Comprar',
      WORKING: 'Se pueden buscar y pedir planes.',
      DELAYED: 'Pedir tarda más de lo habitual.',
      INTERRUPTED: 'Hemos pausado las ventas. Los pedidos ya pagados se entregan.',
    },
    payments: {
      name: 'Pagos',
      WORKING: 'Los pagos se confirman al momento.',
      DELAYED: 'Las confirmaciones tardan más. No pagues dos veces: todo pago queda registrado.',
      INTERRUPTED: 'No sabemos nada del servicio de pago. No pagues dos veces; lo pagado no se pierde.',
    },
    delivery: {
      name: 'Entrega de eSIM',
      WORKING: 'Las eSIM suelen llegar en un minuto.',
      DELAYED: 'Algunas eSIM tardan más. Llegan solas o se te devuelve el dinero.',
      INTERRUPTED:
        'Las eSIM pedidas ahora esperan. Se entregan en cuanto se reanude o se te devuelve el dinero.',
    },
    mails: {
      name: 'Correos',
      WORKING: 'Los códigos y confirmaciones salen al momento.',
      DELAYED: 'Los correos tardan más. Tu eSIM también está en la página del pedido.',
      INTERRUPTED: 'Los correos esperan y saldrán más tarde. Tu eSIM también está en la página del pedido.',
    },
  },
  checkedAt: 'Comprobado a las {{time}}; esta página vuelve a mirar sola.',
  down: {
    title: 'La tienda no responde',
    text: 'Puede ser tu conexión o nosotros. Los pedidos y los pagos están guardados. Esta página sigue intentándolo.',
  },
  help: '¿No te funciona aunque aquí todo vaya bien?',
};

/** The words of the status page: loaded with it, not with every page. */
export const statusWords: ByLocale<Words> = { en, es };
