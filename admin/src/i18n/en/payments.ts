/** The list of payments. */
export const payments = {
  title: 'Payments',
  searchHint: 'Order, email, pi_… or ch_…',
  empty: 'The first payment appears here when somebody starts to pay.',
  none: 'Try other words, another state or other days. Stripe’s ids are found by the whole of them.',
  needs: 'What is needed',
  need: { DISPUTE_ANSWER: 'An answer to a dispute', REFUND_STUCK: 'A refund that gets on' },
  fields: {
    createdAt: 'Started',
    order: 'Order',
    status: 'State',
    amount: 'Amount',
    refunded: 'Refunded',
    customer: 'Customer',
    intent: 'Provider and intent',
    failure: 'Failure',
  },
};
