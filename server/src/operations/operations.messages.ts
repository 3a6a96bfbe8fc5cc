/** What the operations room says to people, by error code. */
export const operationsMessages = {
  DEAD_LETTER_NOT_FOUND: {
    en: 'There is no such failed job: it was retried or discarded already.',
    es: 'No existe ese trabajo fallido: ya se reintentó o se descartó.',
  },
  REASON_REQUIRED: { en: 'Say why, in 3 to 500 characters.', es: 'Indica el motivo, de 3 a 500 caracteres.' },
  INVALID_INPUT: {
    en: 'Some of this could not be saved. Look at the marked fields.',
    es: 'No se pudo guardar todo. Revisa los campos marcados.',
  },
} as const;
