/** What staff are told of a switch. */
export const switchAlert = {
  isOff: { en: 'The switch {name} is off', es: 'El interruptor {name} está apagado' },
  byStaff: {
    en: 'Turned off by a person of staff: {reason}',
    es: 'Lo apagó una persona del equipo: {reason}',
  },
  byProgram: { en: 'Turned off by the program: {reason}', es: 'Lo apagó el programa: {reason}' },
} as const;

/** What the switches room says to people, by error code. */
export const switchMessages = {
  UNKNOWN_SWITCH: {
    en: 'There is no switch of this name.',
    es: 'No hay ningún interruptor con este nombre.',
  },
  REASON_REQUIRED: { en: 'Say why, in 3 to 500 characters.', es: 'Indica el motivo, de 3 a 500 caracteres.' },
  INVALID_INPUT: {
    en: 'Some of this could not be saved. Look at the marked fields.',
    es: 'No se pudo guardar todo. Revisa los campos marcados.',
  },
  PURCHASES_PAUSED: {
    en: 'We have paused sales for a moment. Nothing was charged; please try again a little later.',
    es: 'Hemos pausado las ventas un momento. No se ha cobrado nada; inténtalo de nuevo un poco más tarde.',
  },
} as const;
