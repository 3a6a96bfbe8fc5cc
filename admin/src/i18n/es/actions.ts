import type * as en from '../en/actions.ts';

export const actions: typeof en.actions = {
  cancel: 'Volver',
  reason: 'Motivo',
  reasonHint: 'De 3 a 500 caracteres. Queda en el historial.',
  held: 'Ya enviaste esto antes.',
  unknown: 'No llegó respuesta, así que puede que ya esté hecho. Es seguro intentarlo de nuevo.',
};
