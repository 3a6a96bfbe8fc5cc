import type * as en from '../en/audit.ts';

export const audit: typeof en.audit = {
  title: 'Auditoría',
  searchHint: 'Persona, asunto, motivo, dirección o petición',
  action: 'Acción',
  empty: 'Aquí queda escrito todo lo que hace el equipo, y nadie puede cambiarlo.',
  none: 'Prueba otras palabras, otra acción u otros días. Una acción se busca por su nombre entero.',
};
