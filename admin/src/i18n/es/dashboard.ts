import type * as en from '../en/dashboard.ts';

export const dashboard: typeof en.dashboard = {
  title: 'Panel',
  waiting: 'Lo que necesita a una persona ahora',
  nothing: 'Nada espera',
  nothingText: 'Ningún pedido, pago o máquina necesita a nadie. Lo nuevo aparece aquí solo.',
  oldest: 'El más antiguo llegó %{when}',
  due: 'El más urgente vence %{when} (%{at})',
  kinds: {
    SWITCH_OFF: 'Apagado',
    DISPUTE: 'Disputas por responder',
    REFUND_REQUEST: 'Compradores que piden un reembolso',
    DEAD_LETTER: 'Tareas fallidas del todo',
    ALERT: 'Alertas abiertas',
    BREAKER_OPEN: 'No se pide al proveedor: falla una y otra vez',
    REVIEW: 'eSIM que esperan una decisión',
    HOLD: 'Pedidos que esperan a una persona',
    REFUND_STUCK: 'Reembolsos que Stripe no ha hecho',
    STRIPE_EVENT: 'Avisos de Stripe sin tramitar',
    LOW_STOCK: 'Planes con pocas existencias o agotados',
  },
  today: 'Hoy',
  noSales: 'Hoy no se ha pagado ni reembolsado nada.',
  paidOrders: 'Pedidos pagados',
  revenue: 'Ingresos',
  refunded: 'Reembolsado',
};
