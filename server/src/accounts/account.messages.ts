/** What the accounts room says to people, by error code. */
export const accountMessages = {
  INVALID_EMAIL: {
    en: 'That does not look like an email address. Check it and try again.',
    es: 'Eso no parece un correo electrónico. Revísalo e inténtalo de nuevo.',
  },
  TOO_MANY_CODES: {
    en: 'We have sent several codes already. You can ask for another in {seconds} seconds.',
    es: 'Ya hemos enviado varios códigos. Puedes pedir otro en {seconds} segundos.',
  },
  TOO_MANY_SIGN_INS: {
    en: 'Too many attempts from here. Try again in {seconds} seconds.',
    es: 'Demasiados intentos desde aquí. Inténtalo de nuevo en {seconds} segundos.',
  },
  INVALID_CODE: {
    en: 'That code is not right or has run out. Tries left: {left}.',
    es: 'El código no es correcto o ha caducado. Intentos restantes: {left}.',
  },
  CODE_LOCKED: {
    en: 'Too many wrong codes. Ask for a new one.',
    es: 'Demasiados códigos incorrectos. Pide uno nuevo.',
  },
  INVALID_INPUT: {
    en: 'Some of this could not be saved. Look at the marked fields.',
    es: 'No se pudo guardar todo. Revisa los campos marcados.',
  },
  NAME_LENGTH: { en: 'A name has 1 to 200 characters.', es: 'El nombre tiene de 1 a 200 caracteres.' },
  UNKNOWN_LOCALE: { en: 'Choose English or Spanish.', es: 'Elige inglés o español.' },
  UNKNOWN_CURRENCY: {
    en: 'We do not sell in this currency. Choose one of {currencies}.',
    es: 'No vendemos en esta moneda. Elige una de {currencies}.',
  },
} as const;
