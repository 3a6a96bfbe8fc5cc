import type { Message } from '../platform/i18n/say.ts';
import { accountNoticeTexts } from './templates/account-notice-mail.texts.ts';
import { codeTexts } from './templates/code-mail.texts.ts';
import { deliveryTexts } from './templates/delivery-mail.texts.ts';
import { noticeTexts } from './templates/notice-mail.texts.ts';
import { staffNoticeTexts } from './templates/staff-notice-mail.texts.ts';

/** Every text of every mail: what several kinds of mail say, and what each kind says, which stands beside its template. */
export const mailTexts = {
  sandbox: {
    en: 'Sandbox: no real money moves here, and these eSIMs connect to no network.',
    es: 'Entorno de prueba: aquí no se mueve dinero real y estas eSIM no se conectan a ninguna red.',
  },
  help: { en: 'Need help? Write to', es: '¿Necesitas ayuda? Escribe a' },
  helpCentre: { en: 'Help centre', es: 'Centro de ayuda' },
  unsubscribe: { en: 'No more mails like this one', es: 'No recibir más correos como este' },

  order: { en: 'Order', es: 'Pedido' },
  plan: { en: 'Plan', es: 'Plan' },
  paid: { en: 'Paid', es: 'Pagado' },
  refundedAmount: { en: 'Refunded', es: 'Reembolsado' },
  viewOrder: { en: 'See your order', es: 'Ver tu pedido' },
  orderReason: {
    en: 'You get this mail because of order {number} at Tribi.',
    es: 'Recibes este correo por el pedido {number} en Tribi.',
  },

  staffReason: {
    en: 'You get this mail because you work at this shop.',
    es: 'Recibes este correo porque trabajas en esta tienda.',
  },
  noticeFrom: { en: 'From: {device}, {address}', es: 'Desde: {device}, {address}' },

  ...codeTexts,
  ...accountNoticeTexts,
  ...deliveryTexts,
  ...noticeTexts,
  ...staffNoticeTexts,
} as const satisfies Record<string, Message>;
