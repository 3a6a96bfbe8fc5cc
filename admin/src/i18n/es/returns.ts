import type { returns as en } from '../en/returns.ts';

/** Lo que piden los compradores, y cómo se responde. */
export const returns: typeof en = {
  title: 'Solicitudes de reembolso',
  asked: '%{amount} por %{count} eSIM, pedido el %{date} |||| %{amount} por %{count} eSIM, pedido el %{date}',
  reason: 'El comprador dice: «%{reason}»',
  answer: 'Se respondió al comprador: «%{answer}»',
  approve: {
    open: 'Aceptar…',
    title: '¿Devolver %{amount}?',
    text: 'El dinero vuelve a la tarjeta y las eSIM dejan de abrir nada. Nadie nos dice si una eSIM se instaló: cuando importe, pregunta antes al proveedor.',
    confirm: 'Aceptar el reembolso',
    done: 'Aceptado. El dinero sale solo.',
  },
  refuse: {
    open: 'Rechazar…',
    title: '¿Rechazar esta solicitud?',
    text: 'El comprador recibe tu motivo por correo y lo lee en la página del pedido.',
    confirm: 'Rechazar la solicitud',
    done: 'Rechazada. Se avisa al comprador.',
  },
};
