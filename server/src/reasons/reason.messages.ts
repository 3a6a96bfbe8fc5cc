import type { Message } from '../platform/i18n/say.ts';

/**
 * The reasons that the program itself gives, in orders' histories and for refunds. One home for all rooms, because one
 * reader meets them all in one timeline and has to know each by its words. They are written down in English, by
 * `recorded`; the desk reads them by `reasonIn`. So the English of one that was ever stored stays as it is: changed, it
 * would no longer be known in old rows. What staff type is stored beside these as they typed it.
 */
export const reasons = {
  // closing
  byItsBuyer: { en: 'by its buyer', es: 'lo canceló su comprador' },
  notPaidInTime: { en: 'not paid in time', es: 'no se pagó a tiempo' },
  orderClosed: { en: 'the order is closed', es: 'el pedido está cerrado' },

  // payments that came late, twice, or wrong
  paidAfterClosed: { en: 'paid after it was closed', es: 'se pagó después de cerrarse' },
  paidAlready: { en: 'the order had been paid already', es: 'el pedido ya estaba pagado' },
  otherAmountTooLate: { en: 'another amount, and too late', es: 'otro importe, y demasiado tarde' },
  otherAmount: {
    en: 'received {received}, expected {expected}',
    es: 'se recibió {received}, se esperaba {expected}',
  },
  currencyNotSold: { en: '{currency} is no longer sold in', es: 'ya no se vende en {currency}' },
  planNotSold: { en: 'the plan is no longer sold', es: 'el plan ya no se vende' },
  planSoldOut: { en: 'the plan is sold out', es: 'el plan está agotado' },
  priceIsNow: { en: 'the price is now {price}', es: 'el precio es ahora {price}' },

  // money that goes back
  amountFor: { en: '{amount}: {reason}', es: '{amount}: {reason}' },
  allGoesBack: { en: 'all of the money goes back', es: 'se devuelve todo el dinero' },
  allWentBack: { en: 'all of the money went back', es: 'se devolvió todo el dinero' },
  inDashboard: { en: 'in Stripe’s dashboard', es: 'en el panel de Stripe' },
  refusedByStripe: { en: 'refused by Stripe: {code}', es: 'rechazado por Stripe: {code}' },
  refundRefused: { en: 'refused', es: 'rechazado' },
  refundFailed: { en: 'failed', es: 'fallido' },
  buyerAsked: { en: 'its buyer asked', es: 'lo pidió su comprador' },
  priceGoesBack: {
    en: 'its price goes back, as its buyer asked',
    es: 'se devuelve su precio, como pidió su comprador',
  },

  // disputes
  bankTookMoney: {
    en: 'the cardholder’s bank has taken the money back',
    es: 'el banco del titular de la tarjeta ha retirado el dinero',
  },
  disputesEnded: { en: 'every dispute has ended', es: 'han terminado todas las disputas' },

  // delivery
  notNeeded: { en: 'not needed any more', es: 'ya no hace falta' },
  noEsimWaits: {
    en: 'no eSIM waits for a person any more',
    es: 'ninguna eSIM espera ya a una persona',
  },
  notDelivered: { en: 'not delivered within {hours} hours', es: 'sin entregar después de {hours} horas' },
  unknownError: { en: 'unknown', es: 'desconocido' },
  noSupplier: { en: 'no stock and no supplier', es: 'no hay existencias ni proveedor' },
  planLacksSupplier: {
    en: 'the plan has no supplier {supplier}',
    es: 'el plan no tiene el proveedor {supplier}',
  },
  noAdapter: { en: 'no adapter is called {names}', es: 'ningún adaptador se llama {names}' },
  refusedBySuppliers: { en: 'refused by {suppliers}', es: 'rechazado por {suppliers}' },
  notTaken: {
    en: '{suppliers} did not take the order in {tries} tries',
    es: '{suppliers}: el pedido no se aceptó en {tries} intentos',
  },
  cannotBeAsked: {
    en: '{supplier} may have made an eSIM and cannot be asked any more',
    es: '{supplier} puede haber creado una eSIM y ya no se le puede preguntar',
  },
  cannotTell: {
    en: '{supplier} may have made an eSIM and has no way to tell',
    es: '{supplier} puede haber creado una eSIM y no tiene forma de confirmarlo',
  },
  didNotTell: {
    en: '{supplier} may have made an eSIM and did not tell in {tries} tries',
    es: '{supplier} puede haber creado una eSIM y no lo confirmó en {tries} intentos',
  },
} as const satisfies Record<string, Message>;
