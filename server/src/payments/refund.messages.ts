/** What is said beside a code of refundOrder. */
export const refundDetails = {
  waits: {
    en: 'Stripe does not answer right now. The refund is noted and goes out by itself as soon as Stripe answers.',
    es: 'Stripe no responde ahora mismo. El reembolso queda anotado y saldrá solo en cuanto Stripe responda.',
  },
} as const;
