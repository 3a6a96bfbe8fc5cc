import type * as en from '../en/resources.ts';

export const resources: typeof en.resources = {
  orders: { name: 'Pedido |||| Pedidos' },
  payments: { name: 'Pago |||| Pagos' },
  ledger: { name: 'Cuenta |||| Contabilidad' },
  alerts: { name: 'Alerta |||| Alertas' },
  switches: { name: 'Interruptor |||| Interruptores' },
  'audit-log': { name: 'Entrada |||| Auditoría' },
  'stock-levels': { name: 'Existencia |||| Existencias' },
};
