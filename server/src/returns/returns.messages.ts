import type { Message } from '../platform/i18n/say.ts';
import type { RefundRefusal } from './refund-policy.ts';

/** What the returns room says to people, by error code. */
export const returnsMessages = {
  ORDER_NOT_FOUND: {
    en: 'You have no order with this number.',
    es: 'No tienes ningún pedido con este número.',
  },
  ESIM_NOT_FOUND: {
    en: 'This order has no such eSIM.',
    es: 'Este pedido no tiene esa eSIM.',
  },
  ORDER_NOT_PAID: {
    en: 'There is no payment of this order to give back: it is not paid, refunded already, or disputed with the bank.',
    es: 'No hay ningún pago de este pedido que devolver: no está pagado, ya se reembolsó o está en disputa con el banco.',
  },
  ORDER_HELD: {
    en: 'A person is looking at this order already. Write to us, and we see to both.',
    es: 'Una persona ya está revisando este pedido. Escríbenos y nos ocupamos de ambas cosas.',
  },
  NOT_DELIVERED: {
    en: 'This eSIM is not delivered yet. If we cannot deliver it, you get its price back.',
    es: 'Esta eSIM aún no se ha entregado. Si no podemos entregarla, te devolvemos su precio.',
  },
  IN_USE: {
    en: 'This eSIM has been installed or its time is over, so it cannot be given back.',
    es: 'Esta eSIM se ha instalado o ya ha caducado, así que no se puede devolver.',
  },
  ALREADY_REFUNDED: {
    en: 'The price of this eSIM has gone back already.',
    es: 'El precio de esta eSIM ya se ha devuelto.',
  },
  ALREADY_ASKED: {
    en: 'You have asked for this refund already. You find where it stands on the order’s page.',
    es: 'Ya has pedido este reembolso. En la página del pedido puedes ver cómo va.',
  },
  ALREADY_ANSWERED: {
    en: 'This request has been answered already.',
    es: 'Esta solicitud ya tiene respuesta.',
  },
  TOO_LATE: {
    en: 'A refund can be asked for within {days} days of the delivery.',
    es: 'El reembolso se puede pedir durante los {days} días siguientes a la entrega.',
  },
  NOTHING_LEFT: {
    en: 'Nothing of this payment is left to give back.',
    es: 'No queda nada de este pago que devolver.',
  },
  REQUEST_NOT_FOUND: {
    en: 'There is no such request.',
    es: 'No existe esa solicitud.',
  },
  OWN_REQUEST: {
    en: 'This is an order of your own. Somebody else has to decide.',
    es: 'Este pedido es tuyo. Tiene que decidir otra persona.',
  },
  TOO_MANY_REFUND_REQUESTS: {
    en: 'That was too often in a short time. Try again in {seconds} seconds.',
    es: 'Han sido demasiadas veces en poco tiempo. Inténtalo de nuevo en {seconds} segundos.',
  },
  IDEMPOTENCY_CONFLICT: {
    en: 'This key was used for another request.',
    es: 'Esta clave ya se usó para otra solicitud.',
  },
} as const satisfies Record<RefundRefusal, Message> & Record<string, Message>;
