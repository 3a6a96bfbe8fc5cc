/** Parts of the desk as react-admin names them: one and many. */
export const resources = {
  orders: { name: 'Order |||| Orders' },
  payments: { name: 'Payment |||| Payments' },
  ledger: { name: 'Account |||| Ledger' },
  alerts: { name: 'Alert |||| Alerts' },
  switches: { name: 'Switch |||| Switches' },
  'audit-log': { name: 'Audit entry |||| Audit log' },
  'stock-levels': { name: 'Stock level |||| Stock levels' },
};
