import type * as en from '../en/shell.ts';

export const desk: typeof en.desk = {
  name: 'Gestión de %{shop}',
  sandbox: 'Entorno de pruebas: sin dinero ni eSIM reales.',
  mailbox: 'Abrir el buzón',
  groups: { shop: 'La tienda', people: 'Personas' },
  toShop: 'Ir a la tienda',
  pageTitle: '%{page} · Gestión de Tribi',
};

export const roles: typeof en.roles = {
  SUPPORT: 'Soporte',
  CATALOG: 'Catálogo',
  FINANCE: 'Finanzas',
  ADMIN: 'Administración',
};

export const session: typeof en.session = {
  title: 'Entra en la gestión',
  emailHint: 'Te enviamos un código de seis cifras por correo. No hay contraseña.',
  email: 'Correo electrónico',
  sendCode: 'Enviarme un código',
  haveCode: 'Ya tengo un código',
  codeTitle: 'Escribe tu código',
  codeHint: 'Hemos enviado seis cifras a %{email}. Valen diez minutos.',
  code: 'Código de seis cifras',
  signIn: 'Entrar',
  otherEmail: 'Usar otra dirección',
  resend: 'Enviar otro código',
  resendIn: 'Enviar otro código en %{seconds} s',
  resent: 'Hay un código nuevo en camino. Los anteriores ya no valen.',
  tryAgainIn: 'Inténtalo de nuevo en %{seconds} s.',
  signOut: 'Cerrar sesión',
  refusedTitle: 'Esta gestión es para el equipo',
  refused: 'Has entrado como %{email}, y esta dirección no tiene ningún rol del equipo.',
  refusedHint:
    'Si debería tenerlo, pide a administración que te lo asigne y recarga la página. O cierra la sesión y usa tu dirección de trabajo.',
  partRefusedTitle: 'No forma parte de tu trabajo',
  partRefused:
    'Has entrado como %{email} (%{roles}). Esta página pide otro rol; administración puede asignarlo.',
};

export const problem: typeof en.problem = {
  title: 'No se ha podido cargar',
  network: 'El servidor no responde. Comprueba tu conexión.',
  again: 'Intentar de nuevo',
  signedOut: 'Tu sesión ha terminado. Entra de nuevo para seguir.',
  forbidden: 'Tu rol no permite esto. Si debería, pídelo a administración.',
  stale: 'Puede que esto no esté al día.',
  notFoundTitle: 'No existe el pedido %{number}',
  notFound: 'Comprueba el número: tiene la forma TRB-7K3MQ9.',
  pageNotFoundTitle: 'Esta página no existe',
  pageNotFound: 'La dirección puede estar mal escrita, o la página ha cambiado de sitio.',
  crashTitle: 'Esta página ha fallado',
  crash:
    'No se ha perdido nada de lo que hiciste. Inténtalo de nuevo; si vuelve a fallar, cuenta a quien lleva la tienda qué hiciste antes.',
};

export const list: typeof en.list = {
  from: 'Desde el día',
  to: 'Hasta el día',
  clear: 'Quitar filtros',
  emptyTitle: 'Todavía no hay nada',
  noneTitle: 'Nada cumple estos filtros',
  export: 'Exportar CSV',
  exporting: 'Exportando…',
  exportCut: 'El archivo tiene las primeras %{count} filas. Afina los filtros para ver el resto.',
};
