import type * as en from '../en/states.ts';

export const states: typeof en.states = {
  order: { OPEN: 'Abierto', COMPLETED: 'Completado', CANCELLED: 'Cancelado', EXPIRED: 'Caducado' },
  payment: {
    UNPAID: 'Sin pagar',
    PROCESSING: 'En curso',
    PAID: 'Pagado',
    PARTIALLY_REFUNDED: 'Reembolso parcial',
    REFUNDED: 'Reembolsado',
    DISPUTED: 'En disputa',
  },
  fulfillment: {
    UNFULFILLED: 'Sin empezar',
    IN_PROGRESS: 'En preparación',
    PARTIALLY_FULFILLED: 'Entrega parcial',
    FULFILLED: 'Entregado',
    FAILED: 'Fallida',
  },
  charge: {
    REQUIRES_PAYMENT: 'Falta la tarjeta',
    REQUIRES_ACTION: 'Falta el banco',
    PROCESSING: 'En curso',
    SUCCEEDED: 'Cobrado',
    CANCELLED: 'Cancelado',
  },
  esim: {
    PENDING: 'En espera',
    PROVISIONING: 'Creándose',
    READY: 'Lista',
    INSTALLED: 'Instalada',
    ACTIVE: 'Activa',
    DEPLETED: 'Agotada',
    EXPIRED: 'Caducada',
    REVOKED: 'Revocada',
    FAILED: 'Fallida',
    IN_REVIEW: 'En revisión',
  },
  alert: { WARNING: 'Aviso', CRITICAL: 'Crítica' },
  switch: { ON: 'Encendido', OFF: 'Apagado' },
  stock: { OUT: 'Agotado', LOW: 'Bajo', ENOUGH: 'Suficiente' },
};
