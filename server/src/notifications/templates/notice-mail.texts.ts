import type { Message } from '../../platform/i18n/say.ts';

/** What happened to an order, and what is good to know before and on a trip. */
export const noticeTexts = {
  expirySubject: {
    en: 'Your {place} eSIM runs out on {day}',
    es: 'Tu eSIM de {place} caduca el {day}',
  },
  expiryPreview: { en: 'It works until {day}.', es: 'Funciona hasta el {day}.' },
  expiryState: {
    en: 'Your {place} eSIM works until {day}. What is left of its data ends with it.',
    es: 'Tu eSIM de {place} funciona hasta el {day}. Los datos que queden terminan con ella.',
  },
  expiryNext: {
    en: 'If your trip is longer, get another plan before that day.',
    es: 'Si tu viaje dura más, consigue otro plan antes de ese día.',
  },
  tipsSubject: { en: 'Before you leave: your {place} eSIM', es: 'Antes de salir: tu eSIM de {place}' },
  tipsInstall: {
    en: 'Install the eSIM at home, on Wi-Fi. The QR code is on your order’s page.',
    es: 'Instala la eSIM en casa, con wifi. El código QR está en la página de tu pedido.',
  },
  tipsLanding: {
    en: 'When you land, choose it for mobile data and turn on roaming for it. Leave roaming off on your own line.',
    es: 'Al aterrizar, elígela para los datos móviles y activa su itinerancia. Déjala desactivada en tu línea.',
  },

  reviewSubject: {
    en: 'Your {place} eSIM takes a little longer',
    es: 'Tu eSIM de {place} tardará un poco más',
  },
  reviewPreview: {
    en: 'We have your payment. There is nothing you need to do.',
    es: 'Tenemos tu pago. No tienes que hacer nada.',
  },
  reviewState: {
    en: 'We have your payment. The network has not confirmed your eSIM yet, so a person of our team is looking at it.',
    es: 'Tenemos tu pago. La red aún no ha confirmado tu eSIM, así que una persona del equipo lo está revisando.',
  },
  reviewNext: {
    en: 'There is nothing you need to do. We mail you as soon as the eSIM is ready; your order page shows it too.',
    es: 'No tienes que hacer nada. Te escribiremos en cuanto la eSIM esté lista; también la verás en tu pedido.',
  },
  reviewRefund: {
    en: 'If we cannot deliver it, you get back what you paid for it, the same way you paid.',
    es: 'Si no podemos entregarla, te devolveremos lo que pagaste por ella, por el mismo medio de pago.',
  },

  refundSubject: { en: 'We refunded {amount}', es: 'Te hemos reembolsado {amount}' },
  refundPreview: { en: 'For order {number}.', es: 'Por el pedido {number}.' },
  refundState: {
    en: 'We refunded {amount} for order {number}. It goes back to the card you paid with.',
    es: 'Te hemos reembolsado {amount} por el pedido {number}. Vuelve a la tarjeta con la que pagaste.',
  },
  refundNext: {
    en: 'Your bank usually shows it within 5 to 10 business days. There is nothing you need to do.',
    es: 'Tu banco suele mostrarlo en 5 a 10 días hábiles. No tienes que hacer nada.',
  },

  refundAskedSubject: {
    en: 'We have your request for {amount}',
    es: 'Hemos recibido tu solicitud de {amount}',
  },
  refundAskedPreview: {
    en: 'We answer within {hours} hours.',
    es: 'Te respondemos en un máximo de {hours} horas.',
  },
  refundAskedState: {
    en: 'You asked for a refund of {amount} of order {number}. A person of our team looks at it and answers within {hours} hours.',
    es: 'Pediste un reembolso de {amount} del pedido {number}. Una persona del equipo lo revisa y te responde en un máximo de {hours} horas.',
  },
  refundAskedNext: {
    en: 'Please do not install the eSIM meanwhile: one that is installed cannot be given back. You see where it stands on your order page.',
    es: 'No instales la eSIM mientras tanto: una eSIM instalada no se puede devolver. En la página del pedido puedes ver cómo va.',
  },

  refundRefusedSubject: {
    en: 'About your refund of order {number}',
    es: 'Sobre tu reembolso del pedido {number}',
  },
  refundRefusedPreview: {
    en: 'We cannot refund it. Here is why.',
    es: 'No podemos reembolsarlo. Aquí tienes el motivo.',
  },
  refundRefusedState: {
    en: 'We looked at your request for a refund of order {number} and cannot agree to it. This is the reason:',
    es: 'Hemos revisado tu solicitud de reembolso del pedido {number} y no podemos aceptarla. Este es el motivo:',
  },
  refundRefusedNext: {
    en: 'Your eSIM stays yours and works as before. If you see it otherwise, write to us.',
    es: 'Tu eSIM sigue siendo tuya y funciona como antes. Si lo ves de otra forma, escríbenos.',
  },

  revivedSubject: { en: 'Your {place} eSIM is on its way', es: 'Tu eSIM de {place} está en camino' },
  revivedPreview: {
    en: 'Your payment arrived after the order was closed.',
    es: 'Tu pago llegó después de cerrarse el pedido.',
  },
  revivedState: {
    en: 'Your payment for order {number} arrived after the order had been closed. The plan is still available at the same price, so we opened the order again.',
    es: 'Tu pago del pedido {number} llegó cuando el pedido ya estaba cerrado. El plan sigue disponible al mismo precio, así que hemos vuelto a abrir el pedido.',
  },
  revivedNext: {
    en: 'There is nothing you need to do. We mail you as soon as the eSIM is ready.',
    es: 'No tienes que hacer nada. Te escribiremos en cuanto la eSIM esté lista.',
  },

  returnedSubject: { en: 'We are returning {amount}', es: 'Te devolvemos {amount}' },
  returnedPreview: { en: 'For order {number}.', es: 'Por el pedido {number}.' },
  returnedLate: {
    en: 'Your payment of {amount} for order {number} arrived after the order had been closed, and the plan can no longer be had as you ordered it. All of it goes back to the card you paid with.',
    es: 'Tu pago de {amount} por el pedido {number} llegó cuando el pedido ya estaba cerrado, y el plan ya no está disponible como lo pediste. Todo el importe vuelve a la tarjeta con la que pagaste.',
  },
  returnedTwice: {
    en: 'Order {number} was paid twice. You keep your eSIM; the second payment of {amount} goes back to the card you paid with.',
    es: 'El pedido {number} se pagó dos veces. Conservas tu eSIM; el segundo pago de {amount} vuelve a la tarjeta con la que pagaste.',
  },
} as const satisfies Record<string, Message>;
