import type { Message } from '../platform/i18n/say.ts';

/** Every text of every mail. `…One` and `…Many` are one text by number. */
export const mailTexts = {
  sandbox: {
    en: 'Sandbox: no real money moves here, and these eSIMs connect to no network.',
    es: 'Entorno de prueba: aquí no se mueve dinero real y estas eSIM no se conectan a ninguna red.',
  },
  help: { en: 'Need help? Write to', es: '¿Necesitas ayuda? Escribe a' },
  helpCentre: { en: 'Help centre', es: 'Centro de ayuda' },

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

  expirySubject: {
    en: 'Your {place} eSIM runs out on {day}',
    es: 'Tu eSIM de {place} caduca el {day}',
  },
  expiryPreview: { en: 'It works until {day}.', es: 'Funciona hasta el {day}.' },
  expiryState: {
    en: 'Your {place} eSIM works until {day}. What is left of its data ends with it.',
    es: 'Tu eSIM de {place} funciona hasta el {day}. Los datos que queden terminan con ella.',
  },
  expiryNext: {
    en: 'If your trip is longer, get another plan before that day.',
    es: 'Si tu viaje dura más, consigue otro plan antes de ese día.',
  },
  tipsSubject: { en: 'Before you leave: your {place} eSIM', es: 'Antes de salir: tu eSIM de {place}' },
  tipsInstall: {
    en: 'Install the eSIM at home, on Wi-Fi. The QR code is on your order’s page.',
    es: 'Instala la eSIM en casa, con wifi. El código QR está en la página de tu pedido.',
  },
  tipsLanding: {
    en: 'When you land, choose it for mobile data and turn on roaming for it. Leave roaming off on your own line.',
    es: 'Al aterrizar, elígela para los datos móviles y activa su itinerancia. Déjala desactivada en tu línea.',
  },
  unsubscribe: { en: 'No more mails like this one', es: 'No recibir más correos como este' },

  deliverySubjectOne: { en: 'Your {place} eSIM is ready', es: 'Tu eSIM de {place} está lista' },
  deliverySubjectMany: {
    en: 'Your {count} {place} eSIMs are ready',
    es: 'Tus {count} eSIM de {place} están listas',
  },
  partSubject: {
    en: '{ready} of your {count} {place} eSIMs are ready',
    es: '{ready} de tus {count} eSIM de {place} están listas',
  },
  partWaitingOne: {
    en: 'One more takes a little longer. There is nothing you need to do: we mail you when it is ready, and if we cannot deliver it you get back what you paid for it.',
    es: 'Otra tardará un poco más. No tienes que hacer nada: te escribiremos cuando esté lista y, si no podemos entregarla, te devolveremos lo que pagaste por ella.',
  },
  partWaitingMany: {
    en: '{count} more take a little longer. There is nothing you need to do: we mail you when they are ready, and if we cannot deliver them you get back what you paid for them.',
    es: 'Otras {count} tardarán un poco más. No tienes que hacer nada: te escribiremos cuando estén listas y, si no podemos entregarlas, te devolveremos lo que pagaste por ellas.',
  },
  partLostOne: {
    en: 'One could not be delivered. What you paid for it goes back the way you paid.',
    es: 'Una no se pudo entregar. Lo que pagaste por ella te llegará por el mismo medio de pago.',
  },
  partLostMany: {
    en: '{count} could not be delivered. What you paid for them goes back the way you paid.',
    es: '{count} no se pudieron entregar. Lo que pagaste por ellas te llegará por el mismo medio de pago.',
  },
  deliveryPreview: {
    en: 'Install it on Wi-Fi before your flight. It takes about two minutes.',
    es: 'Instálala con wifi antes del vuelo. Tardarás unos dos minutos.',
  },
  deliveryLeadOne: {
    en: 'Install it on Wi-Fi before your flight. It takes about two minutes.',
    es: 'Instálala con wifi antes del vuelo. Tardarás unos dos minutos.',
  },
  deliveryLeadMany: {
    en: 'Install each on the phone it is for, on Wi-Fi before your flight. It takes about two minutes.',
    es: 'Instala cada una en su móvil, con wifi, antes del vuelo. Tardarás unos dos minutos.',
  },
  position: { en: 'eSIM {position} of {count}', es: 'eSIM {position} de {count}' },
  unlimited: { en: 'Unlimited', es: 'Ilimitado' },
  daysOne: { en: '{count} day', es: '{count} día' },
  daysMany: { en: '{count} days', es: '{count} días' },
  fromFirstUse: { en: '{days} from first use', es: '{days} desde el primer uso' },
  fromInstall: { en: '{days} from installation', es: '{days} desde la instalación' },
  countriesMany: { en: '{count} countries', es: '{count} países' },

  onThisPhone: { en: 'Reading this on the phone?', es: '¿Lees esto en el móvil?' },
  installIos: { en: 'Install on iPhone', es: 'Instalar en iPhone' },
  installAndroid: { en: 'Install on Android', es: 'Instalar en Android' },
  onOtherScreen: {
    en: 'Or open this mail on another screen and scan the QR code.',
    es: 'O abre este correo en otra pantalla y escanea el código QR.',
  },
  qrAlt: {
    en: 'QR code of eSIM {position}. The same code is written below.',
    es: 'Código QR de la eSIM {position}. El mismo código está escrito abajo.',
  },
  byHand: { en: 'To enter it by hand', es: 'Para introducirla a mano' },
  activationCode: { en: 'Activation code', es: 'Código de activación' },
  smdpAddress: { en: 'SM-DP+ address', es: 'Dirección SM-DP+' },
  matchingId: {
    en: 'Matching ID (activation code on iPhone)',
    es: 'ID de coincidencia (código de activación en iPhone)',
  },
  iccid: { en: 'ICCID', es: 'ICCID' },

  stepsIphone: { en: 'On iPhone', es: 'En iPhone' },
  stepsAndroid: { en: 'On Android', es: 'En Android' },
  iphone1: {
    en: 'On Wi-Fi, tap Install on iPhone (iOS 17.4 or newer). Or go to Settings > Cellular > Add eSIM > Use QR Code.',
    es: 'Con wifi, toca Instalar en iPhone (iOS 17.4 o posterior). O ve a Ajustes > Datos móviles > Añadir eSIM > Usar código QR.',
  },
  iphone2: {
    en: 'Name the new line Tribi. Keep your own line for calls and texts.',
    es: 'Llama Tribi a la línea nueva. Conserva la tuya para llamadas y mensajes.',
  },
  iphone3: {
    en: 'When you land, go to Settings > Cellular: choose Tribi for Cellular Data, then turn on Data Roaming for this line.',
    es: 'Al aterrizar, ve a Ajustes > Datos móviles: elige Tribi para los datos y activa Itinerancia de datos en esta línea.',
  },
  android1: {
    en: 'On Wi-Fi, tap Install on Android. Or go to Settings > Network & internet > SIMs > Add eSIM (Samsung: Settings > Connections > SIM manager).',
    es: 'Con wifi, toca Instalar en Android. O ve a Ajustes > Red e Internet > SIM > Añadir eSIM (Samsung: Ajustes > Conexiones > Administrador de SIM).',
  },
  android2: {
    en: 'Name the new SIM Tribi. Keep your own SIM for calls and texts.',
    es: 'Llama Tribi a la SIM nueva. Conserva la tuya para llamadas y mensajes.',
  },
  android3: {
    en: 'When you land, choose Tribi for mobile data, then turn on Roaming for this SIM.',
    es: 'Al aterrizar, elige Tribi para los datos móviles y activa Itinerancia (roaming) en esta SIM.',
  },

  goodToKnow: { en: 'Good to know', es: 'Conviene saber' },
  beginsFirstUse: {
    en: 'Your {days} begin when the eSIM first connects at your destination. Installing it early costs you nothing.',
    es: 'Tus {days} empiezan cuando la eSIM se conecta por primera vez en tu destino. Instalarla antes no te quita nada.',
  },
  beginsInstall: {
    en: 'Your {days} begin when you install the eSIM. Install it on Wi-Fi shortly before you leave.',
    es: 'Tus {days} empiezan cuando instalas la eSIM. Instálala con wifi poco antes de salir.',
  },
  roamingCost: {
    en: 'Data roaming on the Tribi line costs nothing extra. Leave it off on your own line.',
    es: 'La itinerancia de datos en la línea de Tribi no cuesta nada más. En tu línea, déjala desactivada.',
  },
  installsOnce: {
    en: 'An eSIM installs once. Do not delete it from the phone until your trip is over.',
    es: 'Una eSIM se instala una sola vez. No la borres del móvil hasta terminar el viaje.',
  },
  keepPrivate: {
    en: 'Whoever has the code can install the eSIM. Share this mail only with the traveller.',
    es: 'Quien tenga el código puede instalar la eSIM. Comparte este correo solo con quien viaja.',
  },

  order: { en: 'Order', es: 'Pedido' },
  plan: { en: 'Plan', es: 'Plan' },
  paid: { en: 'Paid', es: 'Pagado' },
  refundedAmount: { en: 'Refunded', es: 'Reembolsado' },
  viewOrder: { en: 'See your order', es: 'Ver tu pedido' },
  orderReason: {
    en: 'You get this mail because of order {number} at Tribi.',
    es: 'Recibes este correo por el pedido {number} en Tribi.',
  },

  reviewSubject: {
    en: 'Your {place} eSIM takes a little longer',
    es: 'Tu eSIM de {place} tardará un poco más',
  },
  reviewPreview: {
    en: 'We have your payment. There is nothing you need to do.',
    es: 'Tenemos tu pago. No tienes que hacer nada.',
  },
  reviewState: {
    en: 'We have your payment. The network has not confirmed your eSIM yet, so a person of our team is looking at it.',
    es: 'Tenemos tu pago. La red aún no ha confirmado tu eSIM, así que una persona del equipo lo está revisando.',
  },
  reviewNext: {
    en: 'There is nothing you need to do. We mail you as soon as the eSIM is ready; your order page shows it too.',
    es: 'No tienes que hacer nada. Te escribiremos en cuanto la eSIM esté lista; también la verás en tu pedido.',
  },
  reviewRefund: {
    en: 'If we cannot deliver it, you get back what you paid for it, the same way you paid.',
    es: 'Si no podemos entregarla, te devolveremos lo que pagaste por ella, por el mismo medio de pago.',
  },

  refundSubject: { en: 'We refunded {amount}', es: 'Te hemos reembolsado {amount}' },
  refundPreview: { en: 'For order {number}.', es: 'Por el pedido {number}.' },
  refundState: {
    en: 'We refunded {amount} for order {number}. It goes back to the card you paid with.',
    es: 'Te hemos reembolsado {amount} por el pedido {number}. Vuelve a la tarjeta con la que pagaste.',
  },
  refundNext: {
    en: 'Your bank usually shows it within 5 to 10 business days. There is nothing you need to do.',
    es: 'Tu banco suele mostrarlo en 5 a 10 días hábiles. No tienes que hacer nada.',
  },

  refundAskedSubject: {
    en: 'We have your request for {amount}',
    es: 'Hemos recibido tu solicitud de {amount}',
  },
  refundAskedPreview: {
    en: 'We answer within {hours} hours.',
    es: 'Te respondemos en un máximo de {hours} horas.',
  },
  refundAskedState: {
    en: 'You asked for a refund of {amount} of order {number}. A person of our team looks at it and answers within {hours} hours.',
    es: 'Pediste un reembolso de {amount} del pedido {number}. Una persona del equipo lo revisa y te responde en un máximo de {hours} horas.',
  },
  refundAskedNext: {
    en: 'Please do not install the eSIM meanwhile: one that is installed cannot be given back. You see where it stands on your order page.',
    es: 'No instales la eSIM mientras tanto: una eSIM instalada no se puede devolver. En la página del pedido puedes ver cómo va.',
  },

  refundRefusedSubject: {
    en: 'About your refund of order {number}',
    es: 'Sobre tu reembolso del pedido {number}',
  },
  refundRefusedPreview: {
    en: 'We cannot refund it. Here is why.',
    es: 'No podemos reembolsarlo. Aquí tienes el motivo.',
  },
  refundRefusedState: {
    en: 'We looked at your request for a refund of order {number} and cannot agree to it. This is the reason:',
    es: 'Hemos revisado tu solicitud de reembolso del pedido {number} y no podemos aceptarla. Este es el motivo:',
  },
  refundRefusedNext: {
    en: 'Your eSIM stays yours and works as before. If you see it otherwise, write to us.',
    es: 'Tu eSIM sigue siendo tuya y funciona como antes. Si lo ves de otra forma, escríbenos.',
  },

  revivedSubject: { en: 'Your {place} eSIM is on its way', es: 'Tu eSIM de {place} está en camino' },
  revivedPreview: {
    en: 'Your payment arrived after the order was closed.',
    es: 'Tu pago llegó después de cerrarse el pedido.',
  },
  revivedState: {
    en: 'Your payment for order {number} arrived after the order had been closed. The plan is still available at the same price, so we opened the order again.',
    es: 'Tu pago del pedido {number} llegó cuando el pedido ya estaba cerrado. El plan sigue disponible al mismo precio, así que hemos vuelto a abrir el pedido.',
  },
  revivedNext: {
    en: 'There is nothing you need to do. We mail you as soon as the eSIM is ready.',
    es: 'No tienes que hacer nada. Te escribiremos en cuanto la eSIM esté lista.',
  },

  returnedSubject: { en: 'We are returning {amount}', es: 'Te devolvemos {amount}' },
  returnedPreview: { en: 'For order {number}.', es: 'Por el pedido {number}.' },
  returnedLate: {
    en: 'Your payment of {amount} for order {number} arrived after the order had been closed, and the plan can no longer be had as you ordered it. All of it goes back to the card you paid with.',
    es: 'Tu pago de {amount} por el pedido {number} llegó cuando el pedido ya estaba cerrado, y el plan ya no está disponible como lo pediste. Todo el importe vuelve a la tarjeta con la que pagaste.',
  },
  returnedTwice: {
    en: 'Order {number} was paid twice. You keep your eSIM; the second payment of {amount} goes back to the card you paid with.',
    es: 'El pedido {number} se pagó dos veces. Conservas tu eSIM; el segundo pago de {amount} vuelve a la tarjeta con la que pagaste.',
  },

  staffReason: {
    en: 'You get this mail because you work at this shop.',
    es: 'Recibes este correo porque trabajas en esta tienda.',
  },

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
  noticeFrom: { en: 'From: {device}, {address}', es: 'Desde: {device}, {address}' },
  noticeNotYou: {
    en: 'If you know nothing of this, tell an administrator of the shop at once.',
    es: 'Si no sabes nada de esto, avisa de inmediato a una persona con rol de administración de la tienda.',
  },
} as const satisfies Record<string, Message>;
