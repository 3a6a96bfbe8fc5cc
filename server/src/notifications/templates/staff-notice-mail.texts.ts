import type { Message } from '../../platform/i18n/say.ts';

/** What changed of somebody’s own access to the desk. */
export const staffNoticeTexts = {
  invitedSubject: { en: 'You have been given access', es: 'Te han dado acceso' },
  invitedLead: {
    en: 'You can work at this shop now, with these roles: {roles}. Sign in with this address within {days} days; you get a code by mail.',
    es: 'Ya puedes trabajar en esta tienda con estos roles: {roles}. Entra con esta dirección en un plazo de {days} días; recibirás un código por correo.',
  },
  rolesSubject: { en: 'Your roles were changed', es: 'Tus roles han cambiado' },
  rolesLead: {
    en: 'You have these roles now: {roles}. You were signed out everywhere; sign in again to use them.',
    es: 'Ahora tienes estos roles: {roles}. Se han cerrado todas tus sesiones; vuelve a entrar para usarlos.',
  },
  noRoles: { en: 'none', es: 'ninguno' },
  factorOnSubject: { en: 'Your second factor is on', es: 'Tu segundo factor está activado' },
  factorOnLead: {
    en: 'From now on you need a code of your authenticator app to work at the desk. Keep your recovery codes safe.',
    es: 'Desde ahora necesitas un código de tu aplicación de autenticación para trabajar. Guarda bien tus códigos de recuperación.',
  },
  factorOffSubject: { en: 'Your second factor was turned off', es: 'Tu segundo factor se ha desactivado' },
  factorOffLead: {
    en: 'A code of it was used to turn it off. Your other sessions were ended.',
    es: 'Se ha desactivado con uno de sus códigos. Tus demás sesiones se han cerrado.',
  },
  factorResetSubject: { en: 'Your second factor was reset', es: 'Tu segundo factor se ha restablecido' },
  factorResetLead: {
    en: 'An administrator turned it off, so that you can set it up anew. You were signed out everywhere.',
    es: 'Una persona con rol de administración lo ha desactivado para que lo configures de nuevo. Se han cerrado todas tus sesiones.',
  },
  recoverySubject: { en: 'A recovery code was used', es: 'Se ha usado un código de recuperación' },
  recoveryLead: {
    en: 'Somebody signed in with one of your recovery codes. Codes left: {left}.',
    es: 'Alguien ha entrado con uno de tus códigos de recuperación. Códigos restantes: {left}.',
  },
  renewedSubject: {
    en: 'Your recovery codes were replaced',
    es: 'Tus códigos de recuperación se han sustituido',
  },
  renewedLead: {
    en: 'Ten new recovery codes were made. The earlier ones no longer work.',
    es: 'Se han creado diez códigos de recuperación nuevos. Los anteriores ya no sirven.',
  },
  guessedSubject: { en: 'Wrong codes for your account', es: 'Códigos incorrectos para tu cuenta' },
  guessedLead: {
    en: 'Somebody signed in with a code from your mailbox and then typed five wrong codes of your second factor. They have not got in.',
    es: 'Alguien ha entrado con un código de tu correo y después ha escrito cinco códigos incorrectos de tu segundo factor. No ha podido pasar.',
  },
  noticeNotYou: {
    en: 'If you know nothing of this, tell an administrator of the shop at once.',
    es: 'Si no sabes nada de esto, avisa de inmediato a una persona con rol de administración de la tienda.',
  },
} as const satisfies Record<string, Message>;
