import { type Message, say } from '../platform/i18n/say.ts';
import type { Locale } from '../platform/request-context.ts';
import type { OrderEvent } from './order-event.entity.ts';

/** What an entry of an order's history says, and whether the order's buyer reads it too. */
interface Sentence extends Message {
  isForBuyer: boolean;
}

const forBuyer = (en: string, es: string): Sentence => ({ en, es, isForBuyer: true });
const forStaff = (en: string, es: string): Sentence => ({ en, es, isForBuyer: false });

/**
 * The words for each entry, by `type to`, else by `type`. What a buyer reads tells of their own things and of no
 * inner workings; an entry that has no words here is shown to staff as its bare states and to nobody else.
 */
export const sentences: Readonly<Record<string, Sentence>> = {
  created: forBuyer('Order placed', 'Pedido hecho'),

  'status OPEN': forBuyer(
    'Order opened again: the payment came after it was closed',
    'Pedido abierto de nuevo: el pago llegó después de cerrarse',
  ),
  'status COMPLETED': forStaff('Order completed', 'Pedido completado'),
  'status CANCELLED': forBuyer('Order cancelled', 'Pedido cancelado'),
  'status EXPIRED': forBuyer('Order closed: it was not paid in time', 'Pedido cerrado: no se pagó a tiempo'),

  'paymentStatus UNPAID': forBuyer('The payment did not go through', 'El pago no se completó'),
  'paymentStatus PROCESSING': forBuyer(
    'The bank is working on the payment',
    'El banco está tramitando el pago',
  ),
  'paymentStatus PAID': forBuyer('Payment received', 'Pago recibido'),
  'paymentStatus PARTIALLY_REFUNDED': forBuyer('Part of the payment refunded', 'Parte del pago reembolsada'),
  'paymentStatus REFUNDED': forBuyer('Payment refunded', 'Pago reembolsado'),
  'paymentStatus DISPUTED': forBuyer('Payment disputed with the bank', 'Pago en disputa con el banco'),

  'payment REQUIRES_PAYMENT': forBuyer('The card was declined', 'La tarjeta fue rechazada'),
  'payment REQUIRES_ACTION': forStaff(
    'Stripe awaits the buyer’s confirmation with their bank',
    'Stripe espera que el comprador confirme con su banco',
  ),
  'payment PROCESSING': forStaff('Stripe is working on the payment', 'Stripe está tramitando el pago'),
  'payment SUCCEEDED': forStaff('Stripe took the payment', 'Stripe cobró el pago'),
  'payment CANCELLED': forStaff('The payment attempt was given up', 'Se abandonó el intento de pago'),
  'refund REQUESTED': forStaff('Refund decided', 'Reembolso decidido'),
  'refund PENDING': forBuyer('Refund on its way to your bank', 'Reembolso en camino a tu banco'),
  'refund SUCCEEDED': forBuyer('Refund made', 'Reembolso hecho'),
  'refund FAILED': forBuyer(
    'A refund did not reach your card; we are looking into it',
    'Un reembolso no llegó a tu tarjeta; lo estamos revisando',
  ),
  'refund-request OPEN': forBuyer('You asked for a refund', 'Pediste un reembolso'),
  'refund-request APPROVED': forBuyer('Your refund was agreed to', 'Se aceptó tu reembolso'),
  'refund-request REFUSED': forBuyer('Your refund was not agreed to', 'No se aceptó tu reembolso'),
  'refund-request SETTLED': forStaff(
    'The request for a refund ended: all of the money went back another way',
    'La solicitud de reembolso terminó: todo el dinero volvió por otra vía',
  ),
  dispute: forStaff('Dispute', 'Disputa'),
  'dispute INQUIRY': forStaff('The bank asks about the payment', 'El banco pregunta por el pago'),
  'dispute INQUIRY_CLOSED': forStaff('The bank’s inquiry is closed', 'La consulta del banco está cerrada'),
  'dispute NEEDS_RESPONSE': forStaff(
    'Dispute opened: the bank wants an answer',
    'Disputa abierta: el banco pide respuesta',
  ),
  'dispute UNDER_REVIEW': forStaff('The bank looks at our answer', 'El banco estudia nuestra respuesta'),
  'dispute WON': forStaff('Dispute won: the money is back', 'Disputa ganada: el dinero ha vuelto'),
  'dispute APPEAL': forStaff('Dispute appealed', 'Disputa recurrida'),
  'dispute LOST': forStaff('Dispute lost: the money is gone', 'Disputa perdida: el dinero se ha ido'),

  'fulfillmentStatus IN_PROGRESS': forBuyer('Your eSIM is being prepared', 'Estamos preparando tu eSIM'),
  'fulfillmentStatus PARTIALLY_FULFILLED': forBuyer(
    'Some of your eSIMs are ready',
    'Parte de tus eSIM están listas',
  ),
  'fulfillmentStatus FULFILLED': forBuyer('Your eSIM is ready', 'Tu eSIM está lista'),
  'fulfillmentStatus FAILED': forBuyer('Your eSIM could not be delivered', 'No pudimos entregar tu eSIM'),
  esims: forStaff('eSIMs delivered so far', 'eSIM entregadas hasta ahora'),
  'esim READY': forStaff('eSIM ready', 'eSIM lista'),
  'esim IN_REVIEW': forStaff('eSIM waits for a person', 'La eSIM espera a una persona'),
  'esim FAILED': forStaff('eSIM given up', 'eSIM descartada'),
  'esim PROVISIONING': forStaff('eSIM is being made', 'La eSIM se está creando'),
  'esim REVOKED': forStaff('eSIM taken back', 'eSIM retirada'),
  'esim-share MADE': forBuyer('Link made for a companion', 'Enlace creado para un acompañante'),
  'esim-share OPENED': forBuyer('Your companion opened the eSIM', 'Tu acompañante abrió la eSIM'),
  'esim-share WITHDRAWN': forBuyer('Link withdrawn', 'Enlace retirado'),
  'delivery-retried': forStaff(
    'Staff had the delivery tried again',
    'El equipo volvió a intentar la entrega',
  ),
  'supplier-refund': forStaff(
    'A supplier gave money back for an eSIM',
    'Un proveedor devolvió dinero por una eSIM',
  ),
  attempt: forStaff('A supplier was asked', 'Se pidió a un proveedor'),

  hold: forStaff('Waits for a person', 'Espera a una persona'),
  'hold SUPPLIER_REFUSED': forBuyer('A person is looking after your eSIM', 'Una persona se ocupa de tu eSIM'),
  'hold SUPPLIER_UNREACHABLE': forBuyer(
    'A person is looking after your eSIM',
    'Una persona se ocupa de tu eSIM',
  ),
  'hold SUPPLIER_UNKNOWN': forBuyer('A person is looking after your eSIM', 'Una persona se ocupa de tu eSIM'),
  'hold AMOUNT_MISMATCH': forBuyer('A person is checking your payment', 'Una persona está revisando tu pago'),
  released: forStaff('No longer waits for a person', 'Ya no espera a una persona'),
  'activation-code-revealed': forStaff(
    'Activation code shown to staff',
    'Código de activación mostrado al equipo',
  ),
};

type Told = Pick<OrderEvent, 'type' | 'toState'>;

const sentenceOf = ({ type, toState }: Told): Sentence | undefined =>
  sentences[`${type} ${toState}`] ?? sentences[type];

/** Whether the order's buyer reads this entry. */
export const isForBuyer = (entry: Told): boolean => sentenceOf(entry)?.isForBuyer ?? false;

/** The entry in words; one without words, as it is written down. */
export function textOf(entry: Told, locale: Locale): string {
  const sentence = sentenceOf(entry);
  return sentence ? say(sentence, locale) : [entry.type, entry.toState].filter(Boolean).join(': ');
}

/** Parts of the shop that act by themselves, in a person's words. */
const systems: Readonly<Record<string, Message>> = {
  'stripe-event': { en: 'Message from Stripe', es: 'Aviso de Stripe' },
  reconcile: { en: 'Reconciliation with Stripe', es: 'Conciliación con Stripe' },
  'expire-orders': { en: 'Expiry of unpaid orders', es: 'Caducidad de pedidos sin pagar' },
  'provision-esim': { en: 'Delivery', es: 'Entrega' },
  mail: { en: 'Mail', es: 'Correo' },
};

/** The name of a part of the shop that acted by itself: what `system:<name>` stands for. */
export function systemName(name: string, locale: Locale): string {
  const known = systems[name];
  return known ? say(known, locale) : name;
}
