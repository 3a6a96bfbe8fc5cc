import type { Message } from '../../platform/i18n/say.ts';

/** The mails with a code to enter. */
export const codeTexts = {
  signInSubject: { en: 'Your Tribi sign-in code', es: 'Tu código para entrar en Tribi' },
  signInPreview: {
    en: '{code} is your code. It works for {minutes} minutes.',
    es: '{code} es tu código. Sirve durante {minutes} minutos.',
  },
  signInLead: {
    en: 'Enter this code where you asked for it:',
    es: 'Escribe este código donde lo pediste:',
  },
  signInLifetime: {
    en: 'It works once, for {minutes} minutes. We never ask for it by phone or chat.',
    es: 'Sirve una sola vez, durante {minutes} minutos. Nunca te lo pediremos por teléfono ni por chat.',
  },
  signInIgnore: {
    en: 'If you did not ask for it, ignore this mail. Nobody can sign in without the code.',
    es: 'Si no lo pediste, ignora este correo. Nadie puede entrar sin el código.',
  },
  signInReason: {
    en: 'You get this mail because this address was entered to sign in at Tribi.',
    es: 'Recibes este correo porque alguien escribió esta dirección para entrar en Tribi.',
  },

  changeCodeSubject: { en: 'Confirm your new address', es: 'Confirma tu nueva dirección' },
  changeCodeLead: {
    en: 'Somebody wants to use this address for their Tribi account. If that is you, enter this code where you asked for it:',
    es: 'Alguien quiere usar esta dirección en su cuenta de Tribi. Si eres tú, escribe este código donde lo pediste:',
  },
  changeCodeIgnore: {
    en: 'If it is not you, ignore this mail. Without the code nothing changes.',
    es: 'Si no eres tú, ignora este correo. Sin el código no cambia nada.',
  },
  changeCodeReason: {
    en: 'You get this mail because this address was entered as the new one of a Tribi account.',
    es: 'Recibes este correo porque alguien escribió esta dirección como la nueva de una cuenta de Tribi.',
  },
  deleteCodeSubject: { en: 'Code to delete your account', es: 'Código para eliminar tu cuenta' },
  deleteCodeLead: {
    en: 'Enter this code to delete your Tribi account for good:',
    es: 'Escribe este código para eliminar definitivamente tu cuenta de Tribi:',
  },
  deleteCodeIgnore: {
    en: 'If you did not ask for it, somebody else is signed in to your account: sign out everywhere and write to us.',
    es: 'Si no lo pediste, otra persona ha entrado en tu cuenta: cierra todas las sesiones y escríbenos.',
  },
} as const satisfies Record<string, Message>;
