/** What staff are told of a supplier. */
export const supplierAlert = {
  isDown: { en: '{supplier} does not take orders', es: '{supplier} no acepta pedidos' },
  lastFailure: {
    en: 'Failed calls in a row: {count}, the last one: {detail}.',
    es: 'Llamadas seguidas que fallaron: {count}; la última: {detail}.',
  },
  nothingLost: {
    en: 'Nothing is lost: paid orders wait, and one call looks again at {at}.',
    es: 'No se pierde nada: los pedidos pagados esperan. Próxima prueba: {at}.',
  },
} as const;
