import type * as en from '../en/second-factor.ts';

export const secondFactor: typeof en.secondFactor = {
  title: 'Tu segundo factor',
  hint: 'Estás entrando como %{email}. Escribe las seis cifras que muestra ahora tu app de autenticación.',
  code: 'Código del autenticador',
  useRecovery: 'Usar un código de recuperación',
  recoveryHint:
    'Estás entrando como %{email}. Escribe uno de tus códigos de recuperación; cada uno vale una vez.',
  recoveryCode: 'Código de recuperación',
  useCode: 'Usar el autenticador',
  enrolTitle: 'Activa tu segundo factor',
  enrolText:
    'Has entrado como %{email}. Tu rol pide un segundo factor; la gestión se abre cuando esté activo.',
  scan: 'Escanea esto con una app de autenticación y escribe las seis cifras que muestre.',
  qr: 'Código QR para la app de autenticación',
  secret: 'O escribe este secreto en la app:',
  turnOn: 'Activarlo',
  recoveryTitle: 'Tus códigos de recuperación',
  recoveryText:
    'Guárdalos donde los encuentres sin el teléfono. Cada uno te deja entrar una vez. Solo se muestran ahora.',
  copy: 'Copiar',
  copied: 'Copiado',
  download: 'Descargar',
  kept: 'Los he guardado',
};
