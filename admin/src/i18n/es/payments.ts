import type * as en from '../en/payments.ts';

export const payments: typeof en.payments = {
  title: 'Pagos',
  searchHint: 'Pedido, correo, pi_… o ch_…',
  empty: 'El primer pago aparecerá aquí cuando alguien empiece a pagar.',
  none: 'Prueba otras palabras, otro estado u otros días. Los ids de Stripe se buscan enteros.',
  needs: 'Qué hace falta',
  need: { DISPUTE_ANSWER: 'Responder a una disputa', REFUND_STUCK: 'Que avance un reembolso' },
  fields: {
    createdAt: 'Iniciado',
    order: 'Pedido',
    status: 'Estado',
    amount: 'Importe',
    refunded: 'Reembolsado',
    customer: 'Cliente',
    intent: 'Proveedor e intento',
    failure: 'Fallo',
  },
};
