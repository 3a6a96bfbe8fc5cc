import type * as en from '../en/resources.ts';

export const resources: typeof en.resources = {
  orders: { name: 'Pedido |||| Pedidos' },
  review: { name: 'Por revisar |||| Por revisar' },
  payments: { name: 'Pago |||| Pagos' },
  'stripe-events': { name: 'Aviso |||| Avisos de Stripe' },
  ledger: { name: 'Cuenta |||| Contabilidad' },
  alerts: { name: 'Alerta |||| Alertas' },
  'job-runs': { name: 'Tarea |||| Tareas' },
  'dead-letters': { name: 'Tarea fallida |||| Tareas fallidas' },
  switches: { name: 'Interruptor |||| Interruptores' },
  staff: { name: 'Persona |||| Equipo' },
  'audit-log': { name: 'Entrada |||| Auditoría' },
  'stock-levels': { name: 'Existencia |||| Existencias' },
};
