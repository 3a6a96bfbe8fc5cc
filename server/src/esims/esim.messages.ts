/** What the esims room says to people, by error code. */
export const esimMessages = {
  ESIM_NOT_FOUND: { en: 'There is no eSIM with this id.', es: 'No hay ninguna eSIM con este identificador.' },
  ESIM_NOT_READY: {
    en: 'This eSIM has no activation code yet.',
    es: 'Esta eSIM aún no tiene código de activación.',
  },
  ESIM_DELIVERED: {
    en: 'This eSIM is delivered already.',
    es: 'Esta eSIM ya está entregada.',
  },
  ESIM_SETTLED: {
    en: 'This eSIM was given up, and its price goes back to the buyer.',
    es: 'Esta eSIM se descartó y su precio vuelve al comprador.',
  },
  ORDER_NOT_DELIVERABLE: {
    en: 'This order is not to be delivered now: it is not paid, refunded, disputed, or held for its amount.',
    es: 'Este pedido no se puede entregar ahora: no está pagado, o está reembolsado, en disputa o retenido por su importe.',
  },
  DELIVERY_IN_PROGRESS: {
    en: 'A supplier is being asked for this eSIM right now. Look again in two minutes.',
    es: 'Ahora mismo se está pidiendo esta eSIM a un proveedor. Vuelve a mirar en dos minutos.',
  },
  DOUBLE_ORDER_RISK: {
    en: '{supplier} may have made this eSIM and cannot tell. Ask there first, attach what it made, or accept that a second one is bought.',
    es: 'Es posible que {supplier} ya haya creado esta eSIM y no puede confirmarlo. Pregunta primero, adjunta lo que creó o acepta comprar otra.',
  },
  SUPPLIER_NOT_OF_PLAN: {
    en: 'This plan cannot be ordered from {supplier}.',
    es: 'Este plan no se puede pedir a {supplier}.',
  },
  NO_SUPPLIER_COST: {
    en: 'No cost of a supplier is booked for this eSIM.',
    es: 'No hay ningún coste de proveedor registrado para esta eSIM.',
  },
  REFUND_EXCEEDS_COST: {
    en: 'At most {left} of its cost is left.',
    es: 'De su coste quedan como máximo {left}.',
  },
  PROFILE_CODE_INVALID: {
    en: 'This is not a full activation code (LPA:1$…$…).',
    es: 'No es un código de activación completo (LPA:1$…$…).',
  },
  PROFILE_CODE_TAKEN: {
    en: 'Another eSIM has this activation code.',
    es: 'Otra eSIM tiene este código de activación.',
  },
  PROFILE_ICCID_INVALID: {
    en: 'This is not an ICCID: 18 to 20 digits that begin with 89.',
    es: 'No es un ICCID: de 18 a 20 cifras que empiezan por 89.',
  },
  PROFILE_ICCID_TAKEN: { en: 'Another eSIM has this ICCID.', es: 'Otra eSIM tiene este ICCID.' },
  COST_NOT_AMOUNT: {
    en: 'This is not an amount in a currency of the shop.',
    es: 'No es un importe en una moneda de la tienda.',
  },
  REFERENCE_LENGTH: {
    en: 'A supplier’s reference has 1 to 128 characters.',
    es: 'La referencia de un proveedor tiene de 1 a 128 caracteres.',
  },
  NAME_LENGTH: {
    en: 'A name has 1 to {max} characters.',
    es: 'Un nombre tiene de 1 a {max} caracteres.',
  },
  ESIM_NOT_SHAREABLE: {
    en: 'This eSIM cannot be handed over: it is not ready yet, or it was taken back.',
    es: 'Esta eSIM no se puede entregar: aún no está lista o se retiró.',
  },
  TOO_MANY_SHARES: {
    en: 'That was too often in a short time. Try again in {seconds} seconds.',
    es: 'Han sido demasiadas veces en poco tiempo. Inténtalo de nuevo en {seconds} segundos.',
  },
  SHARE_UNKNOWN: {
    en: 'This link opens no eSIM. Ask whoever sent it for a new one.',
    es: 'Este enlace no abre ninguna eSIM. Pide uno nuevo a quien te lo envió.',
  },
  SHARE_OVER: {
    en: 'This link opens no eSIM. Ask whoever sent it for a new one.',
    es: 'Este enlace no abre ninguna eSIM. Pide uno nuevo a quien te lo envió.',
  },
  REASON_REQUIRED: { en: 'Say why, in 3 to 500 characters.', es: 'Indica el motivo, de 3 a 500 caracteres.' },
} as const;
