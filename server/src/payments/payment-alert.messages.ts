/** What staff are told of money. */
export const paymentAlert = {
  shareLeft: {
    en: '{number}: less than the share of what was not delivered went back by itself',
    es: '{number}: se devolvió automáticamente menos que la parte no entregada',
  },
  shareLeftWhy: {
    en: '{amount} of it had been refunded before, or are with a bank.',
    es: '{amount} ya se habían reembolsado antes o están en manos de un banco.',
  },
  shareLeftTodo: {
    en: 'Look what that was for, and refund the rest at the desk if it was for something else.',
    es: 'Mira a qué se debió y, si fue por otra cosa, reembolsa el resto desde la gestión.',
  },
  inquiry: { en: 'A bank asks about {number}', es: 'Un banco pregunta por {number}' },
  dispute: { en: 'Dispute over {number}', es: 'Disputa por {number}' },
  disputeWhy: { en: '{amount}, {reason}.', es: '{amount}, {reason}.' },
  disputeTodo: {
    en: 'Answer in Stripe’s dashboard by {day}.',
    es: 'Responde en el panel de Stripe a más tardar el {day}.',
  },
  disputeTodoUndated: {
    en: 'Answer in Stripe’s dashboard; Stripe does not tell by when.',
    es: 'Responde en el panel de Stripe; Stripe no indica el plazo.',
  },
  refundRefused: {
    en: 'Stripe refused a refund of {number}',
    es: 'Stripe rechazó un reembolso de {number}',
  },
  refundRefusedWhy: { en: '{amount}, {reason}: {code}.', es: '{amount}, {reason}: {code}.' },
  refundRefusedTodo: {
    en: 'Look at the payment in Stripe, refund it there or at the desk, and release the hold.',
    es: 'Mira el pago en Stripe, reembólsalo allí o desde la gestión y libera la retención.',
  },
  refundFailed: { en: 'Refund of {number} failed', es: 'El reembolso de {number} falló' },
  refundFailedWhy: {
    en: '{amount} did not reach the card: {code}.',
    es: '{amount} no llegaron a la tarjeta: {code}.',
  },
  noReason: { en: 'no reason told', es: 'sin motivo indicado' },
  refundFailedTodo: {
    en: 'Refund it another way, or again, and release the hold.',
    es: 'Reembólsalo de otra forma, o de nuevo, y libera la retención.',
  },
} as const;
