import type * as en from '../en/stock.ts';

export const stock: typeof en.stock = {
  title: 'Existencias',
  lowOnly: 'Solo bajas y agotadas',
  empty: 'Todavía no se vende ningún plan con existencias.',
  none: 'Ningún plan está bajo. Muestra todos para ver cada nivel.',
  showAll: 'Mostrar todos',
  fields: {
    plan: 'Plan',
    carrier: 'Operador',
    level: 'Nivel',
    available: 'Disponibles',
    reserved: 'Reservadas',
    assigned: 'Asignadas',
    threshold: 'Umbral',
    daysLeft: 'Días restantes',
  },
};
