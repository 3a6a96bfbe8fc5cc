/** What the privacy room says to people, by error code. */
export const privacyMessages = {
  ORDERS_OPEN: {
    en: 'There is an order that is not paid yet: {orders}. Cancel it, or wait until it has expired.',
    es: 'Hay un pedido sin pagar: {orders}. Cancélalo o espera a que caduque.',
  },
  ORDERS_UNDELIVERED: {
    en: 'An order is paid and not finished: {orders}. Once it is delivered or refunded, you can delete your account.',
    es: 'Un pedido está pagado y sin terminar: {orders}. Cuando se entregue o se reembolse, podrás eliminar la cuenta.',
  },
  ORDERS_DISPUTED: {
    en: 'Your bank is looking into a payment: {orders}. Once that is over, you can delete your account.',
    es: 'Tu banco está revisando un pago: {orders}. Cuando termine, podrás eliminar la cuenta.',
  },
  REFUNDS_ON_THE_WAY: {
    en: 'Money is on its way back to you: {orders}. Once it has arrived, you can delete your account.',
    es: 'Hay dinero de vuelta en camino: {orders}. Cuando llegue, podrás eliminar la cuenta.',
  },
  REFUNDS_ASKED: {
    en: 'You asked for a refund that is not answered yet: {orders}. Once it is, you can delete your account.',
    es: 'Has pedido un reembolso que aún no tiene respuesta: {orders}. Cuando la tenga, podrás eliminar la cuenta.',
  },
  ADDRESS_JUST_CHANGED: {
    en: 'Your mail address was changed less than {days} days ago, and the old one can still take that back. Once they are over, you can delete your account.',
    es: 'Tu dirección de correo se cambió hace menos de {days} días y desde la anterior todavía se puede deshacer. Cuando pasen, podrás eliminar la cuenta.',
  },
  HOLDS_ROLES: {
    en: 'You work at this shop. Have an administrator take your roles away first.',
    es: 'Trabajas en esta tienda. Pide antes a una persona con rol de administración que te quite los roles.',
  },
  TOO_MANY_EXPORTS: {
    en: 'You have downloaded your data several times already. Try again in {seconds} seconds.',
    es: 'Ya has descargado tus datos varias veces. Inténtalo de nuevo en {seconds} segundos.',
  },
} as const;
