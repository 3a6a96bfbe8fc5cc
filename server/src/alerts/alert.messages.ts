/** What the alerts room says to people, by error code. */
export const alertMessages = {
  ALERT_NOT_FOUND: {
    en: 'There is no alert with this id.',
    es: 'No hay ningún aviso con este identificador.',
  },
  ALERT_SETTLED: { en: 'This alert is settled already.', es: 'Este aviso ya está resuelto.' },
  INVALID_INPUT: {
    en: 'Some of this could not be saved. Look at the marked fields.',
    es: 'No se pudo guardar todo. Revisa los campos marcados.',
  },
  REASON_REQUIRED: { en: 'Say why, in 3 to 500 characters.', es: 'Indica el motivo, de 3 a 500 caracteres.' },
} as const;

/** How the mail about an alert begins. */
export const alertSeverities = {
  WARNING: { en: 'WARNING', es: 'AVISO' },
  CRITICAL: { en: 'CRITICAL', es: 'CRÍTICO' },
} as const;
