/** What staff are told of deliveries. */
export const deliveryAlert = {
  surplus: {
    en: '{supplier} made an eSIM for {number} that nobody gets',
    es: '{supplier} creó para {number} una eSIM que nadie recibe',
  },
  surplusState: {
    en: 'Its eSIM {position} was {status} when the answer came. The profile is kept out of use.',
    es: 'Su eSIM {position} estaba {status} cuando llegó la respuesta. El perfil queda fuera de uso.',
  },
  surplusTodo: {
    en: 'Ask the supplier to take back its order {reference}.',
    es: 'Pide al proveedor que anule su pedido {reference}.',
  },
  surplusTodoUnnamed: {
    en: 'Ask the supplier to take back its order of our reference.',
    es: 'Pide al proveedor que anule el pedido que lleva nuestra referencia.',
  },
  maybeSurplus: {
    en: '{supplier} may have made eSIMs that nobody gets: {count}',
    es: '{supplier} puede haber creado eSIM que nadie recibe: {count}',
  },
  maybeSurplusWhy: {
    en: 'A call had no answer, and then the money went back. The newest: {numbers}.',
    es: 'Una llamada quedó sin respuesta y después se devolvió el dinero. Lo más reciente: {numbers}.',
  },
  maybeSurplusTodo: {
    en: 'Ask the supplier about the references on the orders’ pages, and to take back what it made.',
    es: 'Pregunta al proveedor por las referencias que aparecen en los pedidos y pide que anule lo que creó.',
  },
  inReview: {
    en: 'An eSIM of {number} waits for a person',
    es: 'Una eSIM de {number} espera a una persona',
  },
  inReviewWhy: { en: '{hold}: {reason}.', es: '{hold}: {reason}.' },
  inReviewTodo: {
    en: 'The review queue shows what is safe to do.',
    es: 'La cola de revisión muestra qué es seguro hacer.',
  },
  undeliveredOne: {
    en: '1 paid order is not delivered after {hours} hours',
    es: '1 pedido pagado sigue sin entregar tras {hours} horas',
  },
  undelivered: {
    en: '{count} paid orders are not delivered after {hours} hours',
    es: '{count} pedidos pagados siguen sin entregar tras {hours} horas',
  },
  undeliveredOldest: { en: 'Waiting the longest: {numbers}.', es: 'Desde hace más tiempo: {numbers}.' },
  undeliveredTodo: {
    en: 'Deliver or refund: see the review queue.',
    es: 'Entrega o reembolsa: mira la cola de revisión.',
  },
} as const;
