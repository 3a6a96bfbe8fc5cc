/** What the esims room says to people, by error code. */
export const esimMessages = {
  ESIM_NOT_FOUND: { en: 'There is no eSIM with this id.', es: 'No hay ninguna eSIM con este identificador.' },
  ESIM_NOT_READY: {
    en: 'This eSIM has no activation code yet.',
    es: 'Esta eSIM aún no tiene código de activación.',
  },
  REASON_REQUIRED: { en: 'Say why, in 3 to 500 characters.', es: 'Indica el motivo, de 3 a 500 caracteres.' },
} as const;
