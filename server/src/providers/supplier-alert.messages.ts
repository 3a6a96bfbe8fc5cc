/** What staff are told of a supplier. */
export const supplierAlert = {
  isDown: { en: '{supplier} does not take orders', es: '{supplier} no acepta pedidos' },
  lastFailure: {
    en: '{count} calls in a row failed, the last one: {detail}.',
    es: 'Fallaron {count} llamadas seguidas; la última: {detail}.',
  },
  nothingLost: {
    en: 'Nothing is lost: paid orders wait, and one call looks again at {at}.',
    es: 'No se pierde nada: los pedidos pagados esperan, y una llamada vuelve a probar a las {at}.',
  },
} as const;
