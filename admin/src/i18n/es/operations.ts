import type * as en from '../en/operations.ts';

export const alerts: typeof en.alerts = {
  title: 'Alertas',
  empty: 'No hay ninguna alerta abierta: la tienda marcha sola.',
  none: 'Todavía no ha saltado ninguna alerta.',
  tabs: { open: 'Abiertas', settled: 'Resueltas', all: 'Todas' },
  raised: 'Saltó el %{at}',
  again: 'otra vez, %{count} en total, la última el %{at}',
  acknowledged: 'la lleva %{who} desde el %{at}',
  settled: 'resuelta por %{who} el %{at}',
  look: 'Ir allí',
  acknowledge: 'Me ocupo',
  acknowledgeText: 'Los demás ven que la llevas tú. Sigue abierta hasta que se resuelva.',
  acknowledgeConfirm: 'Ocuparme',
  acknowledgeDone: 'La alerta es tuya.',
  settle: 'Resolver…',
  settleTitle: 'Resolver la alerta',
  settleText: 'Hazlo cuando no quede nada que hacer. Si vuelve a ocurrir, salta de nuevo.',
  settleConfirm: 'Resolver',
  settleDone: 'La alerta está resuelta.',
};

export const switches: typeof en.switches = {
  title: 'Interruptores',
  lead: 'Cada uno para una parte de la tienda al momento, en todos los procesos, y queda en la auditoría.',
  empty: 'Esta tienda no tiene interruptores.',
  PURCHASES: {
    title: 'Compras',
    stops: 'Apagado: nadie puede empezar un pedido ni un pago. Lo ya pagado se sigue entregando.',
  },
  MAIL: {
    title: 'Correo saliente',
    stops: 'Apagado: los correos esperan, también los códigos de acceso, y salen al encenderlo.',
  },
  SUPPLIER: {
    title: 'Proveedor %{supplier}',
    stops:
      'Apagado: no se le pide nada. Lo que se pediría espera, o sale de existencias o de otro proveedor.',
  },
  turnOn: 'Encender',
  turnOff: 'Apagar',
  turnOnTitle: 'Encender: %{title}',
  turnOffTitle: 'Apagar: %{title}',
  turnOnText: 'Vuelve a funcionar al momento. Lo que esperaba continúa.',
  isOn: '%{title}: encendido.',
  isOff: '%{title}: apagado.',
  changed: 'Último cambio de %{who} el %{at}: %{reason}',
};
