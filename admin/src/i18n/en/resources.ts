/** Parts of the desk as react-admin names them: one and many. */
export const resources = {
  orders: { name: 'Order |||| Orders' },
  review: { name: 'Review queue |||| Review queue' },
  payments: { name: 'Payment |||| Payments' },
  'stripe-events': { name: 'Event |||| Stripe events' },
  ledger: { name: 'Account |||| Ledger' },
  alerts: { name: 'Alert |||| Alerts' },
  'job-runs': { name: 'Job |||| Jobs' },
  'dead-letters': { name: 'Dead letter |||| Dead letters' },
  switches: { name: 'Switch |||| Switches' },
  staff: { name: 'Person |||| Staff' },
  'audit-log': { name: 'Audit entry |||| Audit log' },
  'stock-levels': { name: 'Stock level |||| Stock levels' },
};
