/** The desk's first page. */
export const dashboard = {
  title: 'Dashboard',
  waiting: 'What needs a person now',
  nothing: 'Nothing waits',
  nothingText: 'No order, payment or machine needs anyone. New things appear here by themselves.',
  oldest: 'The oldest since %{when}',
  due: 'The most urgent is due %{when} (%{at})',
  kinds: {
    SWITCH_OFF: 'Switched off',
    DISPUTE: 'Disputes to answer',
    ALERT: 'Open alerts',
    REVIEW: 'eSIMs wait for a decision',
    HOLD: 'Orders wait for a person',
    REFUND_STUCK: 'Refunds that Stripe has not made',
    STRIPE_EVENT: 'Events from Stripe not worked on',
    LOW_STOCK: 'Plans are low or out of stock',
  },
  today: 'Today',
  noSales: 'Nothing was paid or refunded today.',
  paidOrders: 'Paid orders',
  revenue: 'Revenue',
  refunded: 'Refunded',
};
