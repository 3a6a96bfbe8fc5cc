/** What the orders room says to people, by error code. */
export const orderMessages = {
  INVALID_INPUT: {
    en: 'Some of this order is not right. Look at the marked fields.',
    es: 'Hay algo en el pedido que no es correcto. Revisa los campos marcados.',
  },
  QUANTITY_OUT_OF_RANGE: { en: 'Choose 1 to 10 eSIMs.', es: 'Elige de 1 a 10 eSIM.' },
  IDEMPOTENCY_KEY_LENGTH: {
    en: 'An idempotency key has 1 to 255 characters.',
    es: 'La clave de idempotencia tiene de 1 a 255 caracteres.',
  },
  UNKNOWN_CONSENT: {
    en: 'This text has changed. Please read it again.',
    es: 'Este texto ha cambiado. Léelo de nuevo, por favor.',
  },
  UNKNOWN_PLAN: { en: 'We do not know this plan.', es: 'No conocemos este plan.' },
  UNKNOWN_CURRENCY: {
    en: 'We do not sell in this currency. Choose one of {currencies}.',
    es: 'No vendemos en esta moneda. Elige una de {currencies}.',
  },
  AMOUNT_OUT_OF_RANGE: { en: 'The total must be more than zero.', es: 'El total debe ser mayor que cero.' },
  REASON_REQUIRED: { en: 'Say why, in 3 to 500 characters.', es: 'Indica el motivo, de 3 a 500 caracteres.' },
  PRICE_CHANGED: {
    en: 'The price has changed. The new total is {total}.',
    es: 'El precio ha cambiado. El nuevo total es {total}.',
  },
  PLAN_UNAVAILABLE: {
    en: 'This plan is sold out. Nothing was charged.',
    es: 'Este plan está agotado. No se ha cobrado nada.',
  },
  IDEMPOTENCY_CONFLICT: {
    en: 'This key was used for another order.',
    es: 'Esta clave ya se usó para otro pedido.',
  },
  TOO_MANY_PAYMENTS: {
    en: 'That was too often in a short time. Try again in {seconds} seconds.',
    es: 'Han sido demasiadas veces en poco tiempo. Inténtalo de nuevo en {seconds} segundos.',
  },
  TOO_MANY_OPEN_ORDERS: {
    en: 'You have {count} orders waiting to be paid. Pay or cancel one first.',
    es: 'Tienes {count} pedidos pendientes de pago. Paga o cancela uno antes.',
  },
  TOO_MANY_RESERVED: {
    en: 'You have {count} eSIMs set aside already. Pay or cancel an order first.',
    es: 'Ya tienes {count} eSIM reservadas. Paga o cancela un pedido antes.',
  },
  PAYMENT_PROVIDER_UNAVAILABLE: {
    en: 'Our payment service does not answer right now. Your order {number} is kept; try to pay again in a minute.',
    es: 'El servicio de pago no responde ahora mismo. Tu pedido {number} está guardado; intenta pagar de nuevo en un minuto.',
  },
  ORDER_NOT_FOUND: {
    en: 'You have no order with this number.',
    es: 'No tienes ningún pedido con este número.',
  },
  ORDER_ALREADY_PAID: { en: 'This order is paid already.', es: 'Este pedido ya está pagado.' },
  ORDER_CLOSED: {
    en: 'This order was cancelled or has expired. Order again to buy this plan.',
    es: 'Este pedido se canceló o ha caducado. Haz uno nuevo para comprar este plan.',
  },
  PAYMENT_IN_PROGRESS: {
    en: 'A payment of this order is on its way.',
    es: 'Hay un pago de este pedido en curso.',
  },
  REFUND_TOO_LARGE: {
    en: 'At most {refundable} can be refunded.',
    es: 'Se puede reembolsar como máximo {refundable}.',
  },
  REFUND_DISPUTED: {
    en: 'The cardholder’s bank has taken this money back. It cannot be refunded while the dispute is open.',
    es: 'El banco del titular ha retirado este dinero. No se puede reembolsar mientras la disputa esté abierta.',
  },
  PAYMENT_NOT_FOUND: {
    en: 'This order has no such payment.',
    es: 'Este pedido no tiene ese pago.',
  },
  HOLD_NOT_RELEASABLE: {
    en: 'This hold ends by itself when its cause does. It cannot be released by hand.',
    es: 'Esta retención termina sola cuando lo hace su causa. No se puede levantar a mano.',
  },
  PAYMENT_GOES_BACK: {
    en: 'This money is disputed or goes back already, so it cannot be accepted.',
    es: 'Este dinero está en disputa o ya se está devolviendo, así que no se puede aceptar.',
  },
  EVENT_NOT_FOUND: { en: 'There is no such event in the inbox.', es: 'Ese evento no está en la bandeja.' },
  EVENT_NOT_REPLAYABLE: {
    en: 'This event is not about a payment, so there is nothing to do again.',
    es: 'Este evento no trata de un pago, así que no hay nada que repetir.',
  },
  REFUND_REFUSED: {
    en: 'Stripe refused this refund. Look at the payment in Stripe; nothing was given back.',
    es: 'Stripe ha rechazado este reembolso. Revisa el pago en Stripe; no se ha devuelto nada.',
  },
  NOTHING_TO_RESEND: {
    en: 'There is nothing to send yet: your eSIM is not ready.',
    es: 'Todavía no hay nada que enviar: tu eSIM no está lista.',
  },
  RESEND_LIMIT: {
    en: 'We have just sent it. You can ask again in {seconds} seconds.',
    es: 'Lo acabamos de enviar. Puedes pedirlo de nuevo en {seconds} segundos.',
  },
} as const;
