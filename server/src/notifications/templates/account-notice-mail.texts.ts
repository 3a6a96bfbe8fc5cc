import type { Message } from '../../platform/i18n/say.ts';

/** What changed of somebody’s account. */
export const accountNoticeTexts = {
  accountReason: {
    en: 'You get this mail because it is about your Tribi account. It cannot be switched off.',
    es: 'Recibes este correo porque trata de tu cuenta de Tribi. No se puede desactivar.',
  },
  emailChangedSubject: {
    en: 'The address of your account was changed',
    es: 'Se ha cambiado la dirección de tu cuenta',
  },
  emailChangedState: {
    en: 'Your Tribi account now belongs to {newEmail}. Codes and eSIMs are sent there from now on.',
    es: 'Tu cuenta de Tribi usa ahora {newEmail}. Los códigos y las eSIM se enviarán allí a partir de ahora.',
  },
  emailChangedNotYou: {
    en: 'If you did this, there is nothing to do. If not, take it back within {days} days: the account is yours again at this address, and everybody who is signed in is signed out.',
    es: 'Si has sido tú, no tienes que hacer nada. Si no, deshazlo en un plazo de {days} días: la cuenta volverá a esta dirección y se cerrarán todas las sesiones.',
  },
  emailChangedAction: { en: 'That was not me', es: 'No he sido yo' },
  emailRestoredSubject: {
    en: 'Your account has this address again',
    es: 'Tu cuenta vuelve a tener esta dirección',
  },
  emailRestoredState: {
    en: 'The change of address was taken back, and everybody who was signed in was signed out. Sign in with this address.',
    es: 'Se ha deshecho el cambio de dirección y se han cerrado todas las sesiones. Entra con esta dirección.',
  },
  accountDeletedSubject: { en: 'Your account is deleted', es: 'Tu cuenta se ha eliminado' },
  accountDeletedState: {
    en: 'Your name, your address and your sessions are erased. This is the last mail you get about it.',
    es: 'Tu nombre, tu dirección y tus sesiones se han borrado. Este es el último correo que recibes al respecto.',
  },
  accountDeletedKept: {
    en: 'Orders and payments stay in our books without your name, as the law requires. You can open a new account with this address at any time.',
    es: 'Los pedidos y los pagos permanecen en nuestros libros sin tu nombre, como exige la ley. Puedes abrir una cuenta nueva con esta dirección cuando quieras.',
  },
} as const satisfies Record<string, Message>;
