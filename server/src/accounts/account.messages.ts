/** What the accounts room says to people, by error code. */
export const accountMessages = {
  INVALID_EMAIL: {
    en: 'That does not look like an email address. Check it and try again.',
    es: 'Eso no parece un correo electrónico. Revísalo e inténtalo de nuevo.',
  },
  SAME_EMAIL: {
    en: 'This is your address already. Type the new one.',
    es: 'Esta ya es tu dirección. Escribe la nueva.',
  },
  EMAIL_TAKEN: {
    en: 'There is an account with this address already. Sign in with it, or use another one.',
    es: 'Ya hay una cuenta con esta dirección. Entra con ella o usa otra.',
  },
  EMAIL_IN_USE_AGAIN: {
    en: 'There is another account with this address now, with orders of its own. Write to us and we sort it out.',
    es: 'Ahora hay otra cuenta con esta dirección y con pedidos propios. Escríbenos y lo resolvemos.',
  },
  SECOND_FACTOR_NEEDED: {
    en: 'You work at this shop: show a code of your second factor first.',
    es: 'Trabajas en esta tienda: introduce antes un código de tu segundo factor.',
  },
  LINK_INVALID: {
    en: 'This link does not work any more, or is not whole. Open it from the mail again.',
    es: 'Este enlace ya no sirve o no está completo. Ábrelo de nuevo desde el correo.',
  },
  TOO_MANY_CODES: {
    en: 'We have sent several codes already. You can ask for another in {seconds} seconds.',
    es: 'Ya hemos enviado varios códigos. Puedes pedir otro en {seconds} segundos.',
  },
  TOO_MANY_SIGN_INS: {
    en: 'Too many attempts from here. Try again in {seconds} seconds.',
    es: 'Demasiados intentos desde aquí. Inténtalo de nuevo en {seconds} segundos.',
  },
  TOO_MANY_SECOND_FACTORS: {
    en: 'Too many codes were tried. Try again in {seconds} seconds.',
    es: 'Se han probado demasiados códigos. Inténtalo de nuevo en {seconds} segundos.',
  },
  INVALID_SECOND_FACTOR: {
    en: 'That code is not right or was used already. Wait for the next one. Tries left: {left}.',
    es: 'El código no es correcto o ya se ha usado. Espera al siguiente. Intentos restantes: {left}.',
  },
  SECOND_FACTOR_ON: {
    en: 'Your second factor is on already. To move it to another device, turn it off first.',
    es: 'Tu segundo factor ya está activado. Para pasarlo a otro dispositivo, desactívalo primero.',
  },
  SECOND_FACTOR_OFF: {
    en: 'There is no second factor here. Set one up first.',
    es: 'Aquí no hay un segundo factor. Configúralo primero.',
  },
  OWN_SECOND_FACTOR: {
    en: 'Turn your own second factor off with a code of it, or ask another administrator.',
    es: 'Desactiva tu propio segundo factor con uno de sus códigos, o pídeselo a otro administrador.',
  },
  NOT_STAFF: { en: 'Nobody of staff has this address.', es: 'Nadie del equipo tiene esta dirección.' },
  LAST_ADMIN: {
    en: 'This is the last administrator. Make somebody else one first.',
    es: 'Es la última persona con rol de administración. Dáselo antes a otra persona.',
  },
  NO_LONGER_ADMIN: {
    en: 'You are not an administrator any more.',
    es: 'Ya no tienes el rol de administración.',
  },
  REASON_REQUIRED: {
    en: 'Give a reason of 3 to 500 characters.',
    es: 'Indica un motivo de 3 a 500 caracteres.',
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
